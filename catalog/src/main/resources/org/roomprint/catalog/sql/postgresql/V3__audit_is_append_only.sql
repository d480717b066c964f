-- Against mistakes; against intent there is the chain of hashes.
CREATE FUNCTION audit_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit records are neither changed nor deleted';
END;
$$;

CREATE TRIGGER audit_record_is_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
FOR EACH STATEMENT EXECUTE FUNCTION audit_record_is_append_only();
