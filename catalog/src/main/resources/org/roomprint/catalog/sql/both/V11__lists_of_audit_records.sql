-- Records of a key and of an action, newest first, and the numbers of those of some days.
CREATE INDEX audit_record_by_key ON audit_record (key_id, record_number);
CREATE INDEX audit_record_by_action ON audit_record (action, record_number);
CREATE INDEX audit_record_by_time ON audit_record (recorded_at, record_number);
