-- What an ad says beside its text, as it is written.
ALTER TABLE ad ADD COLUMN url ${text};
ALTER TABLE ad ADD COLUMN url_key ${text}; -- the same for every spelling of one address
ALTER TABLE ad ADD COLUMN posted_written ${text};
ALTER TABLE ad ADD COLUMN prices ${text} DEFAULT '[]' NOT NULL;
CREATE INDEX ad_by_url ON ad (url_key, ad_id);

-- Every text that an ad has had, once.
CREATE TABLE ad_text (
  ad_id ${text} NOT NULL REFERENCES ad (ad_id),
  text_hash ${text} NOT NULL,
  title ${text}, -- null where a sighting does not speak of it
  body ${text},
  PRIMARY KEY (ad_id, text_hash)
);

-- Every time that an ad was seen, or seen to be gone.
CREATE TABLE ad_sighting (
  ad_id ${text} NOT NULL REFERENCES ad (ad_id),
  sighting_id ${text} NOT NULL,
  moment BIGINT NOT NULL, -- when it was seen, or where nobody says so, when it was brought in
  seen BIGINT,
  seen_written ${text},
  recorded BIGINT NOT NULL,
  run_id ${text},
  reference ${text},
  url ${text},
  gone SMALLINT NOT NULL CHECK (gone IN (0, 1)),
  place_written ${text},
  prices ${text} NOT NULL,
  text_hash ${text} NOT NULL,
  PRIMARY KEY (ad_id, sighting_id)
);
CREATE INDEX ad_sighting_by_moment ON ad_sighting (ad_id, moment, sighting_id);

-- An ad that was there before has one sighting, brought in at the latest when ads last were.
INSERT INTO ad_text (ad_id, text_hash, title, body) SELECT ad_id, 'first', title, body FROM ad;
INSERT INTO ad_sighting (ad_id, sighting_id, moment, recorded, gone, place_written, prices, text_hash)
SELECT ad.ad_id, 'first', latest.recorded, latest.recorded, 0, ad.city, '[]', 'first'
FROM ad CROSS JOIN (
  SELECT COALESCE(MAX(COALESCE(finished, started)), 0) AS recorded FROM import_run WHERE kind = 'ADS'
) AS latest;

-- How far a run has come in its source, and in what state that was.
ALTER TABLE import_run ADD COLUMN source_state ${text} DEFAULT '' NOT NULL;
ALTER TABLE import_run ADD COLUMN dealt_with BIGINT DEFAULT 0 NOT NULL;
CREATE INDEX import_run_by_source ON import_run (source_fingerprint, kind, started);
