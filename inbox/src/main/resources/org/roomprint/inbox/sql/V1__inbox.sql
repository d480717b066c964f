-- Whoever changes a submission updates this row first, so that changes come one after another on either database.
CREATE TABLE inbox_state (
  only_row SMALLINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
  next_number BIGINT NOT NULL, -- of the next submission that is completed
  open_submissions BIGINT NOT NULL,
  reserved_bytes BIGINT NOT NULL, -- of all rows of upload
  hotel_generation BIGINT NOT NULL -- of the published list
);
INSERT INTO inbox_state (only_row, next_number, open_submissions, reserved_bytes, hotel_generation)
VALUES (1, 1, 0, 0, 0);

-- Open while number is null; the trusted side sees none of those.
CREATE TABLE submission (
  submission_id ${text} NOT NULL PRIMARY KEY, -- keyed hash of the token
  content_hash ${text} NOT NULL, -- keyed hash of all that was said when it was opened
  expires BIGINT, -- milliseconds; null once complete
  number BIGINT UNIQUE,
  state ${text},
  receipt_hash ${text} UNIQUE,
  received_month ${text}, -- 2026-11
  received_at BIGINT, -- seconds; dropped once used
  hotel_id ${text}, -- of the published list, or else:
  hotel_name ${text},
  hotel_town ${text},
  hotel_country ${text},
  room ${text},
  taken_month ${text},
  latitude DOUBLE PRECISION, -- of the sender; dropped once used
  longitude DOUBLE PRECISION,
  device_hash ${text},
  language ${text} NOT NULL,
  partner_key_id ${text},
  photo_count INTEGER NOT NULL, -- stays when the uploads are forgotten
  to_settle SMALLINT NOT NULL -- 1: withdrawn after it was claimed, and not yet forgotten
);
CREATE INDEX submission_by_state ON submission (state, number);
CREATE INDEX submission_by_expiry ON submission (expires);
CREATE INDEX submission_by_device ON submission (device_hash, number);
CREATE INDEX submission_to_settle ON submission (to_settle, number);

-- The file of an upload is named by its id and may be shorter than announced, or not there, while its submission is open.
CREATE TABLE upload (
  upload_id ${text} NOT NULL PRIMARY KEY, -- keyed hash of the token
  submission_id ${text} NOT NULL REFERENCES submission (submission_id),
  photo_position INTEGER NOT NULL,
  photo_id ${text} NOT NULL,
  label ${text} NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 ${text} NOT NULL,
  people_warning SMALLINT NOT NULL,
  UNIQUE (submission_id, photo_position)
);

-- What everybody may read; a new list is written beside the old one, then the generation changes.
CREATE TABLE public_hotel (
  generation BIGINT NOT NULL,
  hotel_id ${text} NOT NULL,
  name ${text} NOT NULL,
  name_key ${text} NOT NULL,
  town ${text},
  country ${text},
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  PRIMARY KEY (generation, hotel_id)
);
CREATE INDEX public_hotel_by_place ON public_hotel (generation, latitude);

CREATE TABLE public_hotel_word (
  generation BIGINT NOT NULL,
  word ${text} NOT NULL, -- of name and town
  hotel_id ${text} NOT NULL,
  PRIMARY KEY (generation, word, hotel_id)
);

-- Hashes of the keys that partners send with; their names stay in the catalog.
CREATE TABLE partner_key (
  key_id ${text} NOT NULL PRIMARY KEY,
  secret_hash ${text} NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT
);
