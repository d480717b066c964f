-- What was read in the images of ads, by which reader, and by which rules selectors were found in it.
CREATE TABLE ad_image_text (
  image_id ${text} NOT NULL PRIMARY KEY REFERENCES ad_image (image_id),
  reader INTEGER NOT NULL,
  rules INTEGER NOT NULL,
  lines ${text} NOT NULL -- JSON, in reading order
);

-- The images of the ad in which a selector was read, as JSON.
ALTER TABLE ad_selector ADD COLUMN images ${text} DEFAULT '[]' NOT NULL;
