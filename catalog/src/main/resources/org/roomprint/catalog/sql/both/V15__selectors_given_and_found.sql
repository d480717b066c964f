-- Selectors that a list gave, and those that were found in an ad's title or text; one row where both are.
ALTER TABLE ad_selector ADD COLUMN given SMALLINT DEFAULT 1 NOT NULL CHECK (given IN (0, 1));
ALTER TABLE ad_selector ADD COLUMN found SMALLINT DEFAULT 0 NOT NULL CHECK (found IN (0, 1));
ALTER TABLE ad_selector ADD COLUMN obfuscated SMALLINT DEFAULT 0 NOT NULL CHECK (obfuscated IN (0, 1));
ALTER TABLE ad_selector ADD COLUMN stretches ${text} DEFAULT '[]' NOT NULL; -- JSON: where it was found

-- Ads whose title and text were read for selectors, as they are now, and by which rules.
CREATE TABLE ad_reading (
  ad_id ${text} NOT NULL PRIMARY KEY REFERENCES ad (ad_id),
  rules INTEGER NOT NULL
);

-- Grows with every change of an ad, its selectors or its images, and of what analysts decided about ads.
ALTER TABLE catalog_state ADD COLUMN ad_revision BIGINT DEFAULT 0 NOT NULL;
