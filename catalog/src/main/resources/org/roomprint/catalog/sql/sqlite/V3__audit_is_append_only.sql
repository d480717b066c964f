-- Against mistakes; against intent there is the chain of hashes.
CREATE TRIGGER audit_record_is_not_changed BEFORE UPDATE ON audit_record
BEGIN
  SELECT RAISE(ABORT, 'audit records are not changed');
END;

CREATE TRIGGER audit_record_is_not_deleted BEFORE DELETE ON audit_record
BEGIN
  SELECT RAISE(ABORT, 'audit records are not deleted');
END;
