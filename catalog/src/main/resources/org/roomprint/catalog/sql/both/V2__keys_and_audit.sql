-- Keys without their secrets: of those only the SHA-256 is kept.
CREATE TABLE api_key (
  key_id ${text} NOT NULL PRIMARY KEY,
  label ${text} NOT NULL,
  roles ${text} NOT NULL, -- names separated by commas
  secret_hash ${text} NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT,
  revoked BIGINT
);

-- Number and hash of the newest audit record. Whoever appends updates this row first, so that appends come one after
-- another.
CREATE TABLE audit_head (
  only_row SMALLINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
  record_number BIGINT NOT NULL,
  record_hash ${text} NOT NULL
);
INSERT INTO audit_head (only_row, record_number, record_hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit_record (
  record_number BIGINT NOT NULL PRIMARY KEY,
  recorded_at BIGINT NOT NULL,
  request_id ${text} NOT NULL,
  key_id ${text} NOT NULL,
  roles ${text} NOT NULL, -- names separated by commas
  case_reference ${text},
  purpose ${text},
  action ${text} NOT NULL,
  query_hashes ${text} NOT NULL, -- JSON
  parameters ${text} NOT NULL, -- JSON
  answer ${text} NOT NULL, -- JSON
  index_generation BIGINT,
  model_id ${text},
  previous_hash ${text} NOT NULL,
  record_hash ${text} NOT NULL
);
CREATE INDEX audit_record_by_case ON audit_record (case_reference, record_number);
