-- Who gave a photo and how far it is believed; everything there is was brought in by the operator.
ALTER TABLE photo ADD COLUMN origin ${text} NOT NULL DEFAULT 'IMPORT';
ALTER TABLE photo ADD COLUMN tier ${text} NOT NULL DEFAULT 'TRUSTED';
ALTER TABLE photo ADD COLUMN visit_id ${text};

-- What came out of the inbox. A photo of it is in the table photo only while it is in the gallery.
CREATE TABLE contribution (
  contribution_id ${text} NOT NULL PRIMARY KEY, -- the inbox's submission id
  number BIGINT NOT NULL, -- in the order of completion
  state ${text} NOT NULL,
  origin ${text} NOT NULL,
  hotel_id ${text}, -- null while the operator has not said which hotel a new one is
  new_hotel_name ${text},
  new_hotel_town ${text},
  new_hotel_country ${text},
  room ${text},
  taken_month ${text} NOT NULL, -- 2026-11; nothing finer is kept
  device_hash ${text},
  partner_key_id ${text},
  day_mark ${text} NOT NULL, -- equal for equal days of one month, and says no more: see day_key
  findable_from BIGINT, -- milliseconds; null once it has entered the gallery: its time has come for good
  settled SMALLINT NOT NULL -- 1: inbox and index have followed the state
);
CREATE INDEX contribution_by_state ON contribution (state, number);
CREATE INDEX contribution_by_device ON contribution (device_hash, number);
CREATE INDEX contribution_by_settled ON contribution (settled, number);

CREATE TABLE contributed_photo (
  photo_id ${text} NOT NULL PRIMARY KEY,
  contribution_id ${text} NOT NULL REFERENCES contribution (contribution_id),
  photo_position INTEGER NOT NULL,
  label ${text} NOT NULL,
  content_hash ${text} NOT NULL,
  content_bytes BIGINT NOT NULL,
  picture_id ${text}, -- null where nothing is kept
  media_type ${text},
  width INTEGER,
  height INTEGER,
  picture_bytes BIGINT
);
CREATE INDEX contributed_photo_by_contribution ON contributed_photo (contribution_id, photo_position);
CREATE INDEX contributed_photo_by_content ON contributed_photo (content_hash);
CREATE INDEX contributed_photo_by_picture ON contributed_photo (picture_id);

CREATE TABLE contribution_finding (
  contribution_id ${text} NOT NULL REFERENCES contribution (contribution_id),
  finding_position INTEGER NOT NULL,
  kind ${text} NOT NULL,
  photo_id ${text},
  number DOUBLE PRECISION NOT NULL,
  related ${text},
  PRIMARY KEY (contribution_id, finding_position)
);

CREATE TABLE contribution_decision (
  contribution_id ${text} NOT NULL REFERENCES contribution (contribution_id),
  decision_position INTEGER NOT NULL,
  kind ${text} NOT NULL,
  key_id ${text} NOT NULL,
  decided_at BIGINT NOT NULL, -- milliseconds
  hotel_before ${text},
  undone SMALLINT NOT NULL,
  PRIMARY KEY (contribution_id, decision_position)
);

-- Keys of the day marks of a month; deleted when the month after it has ended, and the days with it.
CREATE TABLE day_key (
  received_month ${text} NOT NULL PRIMARY KEY,
  secret ${text} NOT NULL
);
