-- Whose key it was, in words, and whether what was asked for was done; covered by a record's hash where they say more
-- than they could before.
ALTER TABLE audit_record ADD COLUMN key_label ${text};
ALTER TABLE audit_record ADD COLUMN outcome ${text} DEFAULT 'DONE' NOT NULL;
CREATE INDEX audit_record_of_keys ON audit_record (record_number) WHERE action = 'MANAGE_KEYS';
CREATE INDEX audit_record_by_hash ON audit_record (record_hash);

-- Whether the keys that were there before keys were recorded are in the log.
ALTER TABLE audit_head ADD COLUMN keys_recorded SMALLINT DEFAULT 0 NOT NULL;

-- Day of the last use, ISO 8601.
ALTER TABLE api_key ADD COLUMN last_used ${text};

-- People call an ad as its site does.
CREATE INDEX ad_by_site_ad_id ON ad (site_ad_id);
