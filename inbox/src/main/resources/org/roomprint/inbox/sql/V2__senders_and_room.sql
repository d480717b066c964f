-- Whose room a submission takes, and how long its photos have room that is not filled.
ALTER TABLE submission ADD COLUMN sender_hash ${text}; -- keyed hash of the sender's network, with the key of sender_day
ALTER TABLE submission ADD COLUMN sender_day ${text}; -- 2026-11-29
ALTER TABLE submission ADD COLUMN active_until BIGINT; -- milliseconds; afterwards only what has come is held
ALTER TABLE submission ADD COLUMN receipt_given SMALLINT NOT NULL DEFAULT 0; -- 1: again only to whoever has the key it was opened with
CREATE INDEX submission_by_sender ON submission (sender_hash, number);

ALTER TABLE upload ADD COLUMN held BIGINT NOT NULL DEFAULT 0; -- bytes of it within reserved_bytes
UPDATE upload SET held = bytes;

-- Keys of the hashes of senders of one day; deleted with those hashes when the day after it has ended.
CREATE TABLE sender_key (
  day ${text} NOT NULL PRIMARY KEY,
  secret ${text} NOT NULL
);
