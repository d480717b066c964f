-- Written for SQLite and PostgreSQL alike. ${text} is text that sorts by its bytes on both.
-- Instants are milliseconds since 1970-01-01T00:00Z, days are ISO 8601 text.

-- The one row holds the catalog's identity and the newest number of the change feed. Every writing transaction
-- updates it first, so that writers come one after another and sequence numbers become visible in their order.
CREATE TABLE catalog_state (
  only_row SMALLINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
  catalog_id ${text} NOT NULL,
  change_sequence BIGINT NOT NULL
);

CREATE TABLE chain (
  chain_id ${text} NOT NULL PRIMARY KEY,
  name ${text} NOT NULL
);

CREATE TABLE hotel (
  hotel_id ${text} NOT NULL PRIMARY KEY,
  name ${text} NOT NULL,
  name_key ${text} NOT NULL,
  chain_id ${text} REFERENCES chain (chain_id),
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  country ${text},
  city ${text},
  address ${text},
  source ${text} NOT NULL
);
CREATE INDEX hotel_by_name ON hotel (name_key, hotel_id);
CREATE INDEX hotel_by_chain ON hotel (chain_id);

-- The words of a hotel's name, to look it up by the beginning of any of them.
CREATE TABLE hotel_word (
  word ${text} NOT NULL,
  hotel_id ${text} NOT NULL REFERENCES hotel (hotel_id),
  PRIMARY KEY (word, hotel_id)
);
CREATE INDEX hotel_word_by_hotel ON hotel_word (hotel_id, word);

CREATE TABLE photo (
  photo_id ${text} NOT NULL PRIMARY KEY,
  hotel_id ${text} NOT NULL REFERENCES hotel (hotel_id),
  room ${text} NOT NULL, -- empty where it is not known
  view_name ${text},
  source ${text} NOT NULL,
  external_id ${text},
  taken ${text},
  content_hash ${text} NOT NULL,
  content_md5 ${text},
  content_sha1 ${text},
  content_bytes BIGINT NOT NULL,
  picture_id ${text} NOT NULL,
  media_type ${text} NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  picture_bytes BIGINT NOT NULL,
  facts ${text} NOT NULL
);
CREATE INDEX photo_by_hotel ON photo (hotel_id, room, photo_id);
CREATE INDEX photo_by_content ON photo (content_hash);
CREATE INDEX photo_by_md5 ON photo (content_md5);
CREATE INDEX photo_by_sha1 ON photo (content_sha1);
CREATE INDEX photo_by_picture ON photo (picture_id);
CREATE INDEX photo_by_external_id ON photo (external_id, source);

CREATE TABLE ad (
  ad_id ${text} NOT NULL PRIMARY KEY,
  site ${text} NOT NULL,
  site_ad_id ${text} NOT NULL,
  posted BIGINT,
  title ${text} NOT NULL,
  body ${text} NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  country ${text},
  city ${text}
);

CREATE TABLE ad_selector (
  kind ${text} NOT NULL,
  selector_value ${text} NOT NULL,
  ad_id ${text} NOT NULL REFERENCES ad (ad_id),
  PRIMARY KEY (kind, selector_value, ad_id)
);
CREATE INDEX ad_selector_by_ad ON ad_selector (ad_id);

CREATE TABLE ad_image (
  image_id ${text} NOT NULL PRIMARY KEY,
  ad_id ${text} NOT NULL REFERENCES ad (ad_id),
  position INTEGER NOT NULL,
  content_hash ${text} NOT NULL,
  content_md5 ${text},
  content_sha1 ${text},
  content_bytes BIGINT NOT NULL,
  picture_id ${text} NOT NULL,
  media_type ${text} NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  picture_bytes BIGINT NOT NULL,
  facts ${text} NOT NULL
);
CREATE INDEX ad_image_by_ad ON ad_image (ad_id, position, image_id);
CREATE INDEX ad_image_by_content ON ad_image (content_hash);
CREATE INDEX ad_image_by_md5 ON ad_image (content_md5);
CREATE INDEX ad_image_by_sha1 ON ad_image (content_sha1);
CREATE INDEX ad_image_by_picture ON ad_image (picture_id);

-- The change feed: the last change of every picture there is or was.
CREATE TABLE picture_change (
  kind ${text} NOT NULL,
  picture_id ${text} NOT NULL, -- photo id or ad image id
  change_sequence BIGINT NOT NULL,
  deleted SMALLINT NOT NULL CHECK (deleted IN (0, 1)),
  PRIMARY KEY (kind, picture_id)
);
CREATE UNIQUE INDEX picture_change_by_sequence ON picture_change (change_sequence);

-- What was deleted on purpose, and with which hotel or ad: a later import does not bring it back.
CREATE TABLE deleted_record (
  kind ${text} NOT NULL,
  record_id ${text} NOT NULL,
  deleted_with ${text} NOT NULL, -- kind and id of the hotel or ad whose deletion took it along, such as 'HOTEL 17'; else empty
  deleted_at BIGINT NOT NULL,
  PRIMARY KEY (kind, record_id)
);
CREATE INDEX deleted_record_by_owner ON deleted_record (deleted_with);

-- Picture files that may have lost their last row; looked at after each transaction that put something here.
CREATE TABLE picture_removal (
  picture_id ${text} NOT NULL PRIMARY KEY
);

CREATE TABLE import_run (
  run_id ${text} NOT NULL PRIMARY KEY,
  kind ${text} NOT NULL,
  source_fingerprint ${text} NOT NULL,
  started BIGINT NOT NULL,
  finished BIGINT,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  withheld BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
CREATE INDEX import_run_by_start ON import_run (started, run_id);

CREATE TABLE refused_file (
  run_id ${text} NOT NULL REFERENCES import_run (run_id),
  reference ${text} NOT NULL,
  reason ${text} NOT NULL,
  detail ${text} NOT NULL,
  PRIMARY KEY (run_id, reference)
);
