-- Images of ads with what they are the same as, and the room that they show; one row for each that was looked at.
CREATE TABLE ad_picture (
  image_id ${text} NOT NULL PRIMARY KEY,
  ad_id ${text} NOT NULL,
  evidence ${text} NOT NULL,
  picture_key ${text}, -- id of the first image that shows it; null where it is linked with nothing
  of_image ${text},
  pdq_distance INTEGER,
  copy ${text}, -- JSON: how it lies over that image
  room_key ${text},
  room_of ${text}
);
CREATE INDEX ad_picture_by_ad ON ad_picture (ad_id);
CREATE INDEX ad_picture_by_key ON ad_picture (picture_key);
CREATE INDEX ad_picture_by_room ON ad_picture (room_key);

-- Groups of ads as they were computed last, under ids that last.
CREATE TABLE ad_group (
  group_id ${text} NOT NULL PRIMARY KEY,
  level ${text} NOT NULL,
  operation_id ${text} NOT NULL, -- its own id for an operation
  ads INTEGER NOT NULL,
  first_posted BIGINT,
  last_posted BIGINT,
  changed_at BIGINT NOT NULL,
  label ${text},
  label_decision ${text}
);
CREATE INDEX ad_group_by_size ON ad_group (level, ads DESC, group_id);
CREATE INDEX ad_group_by_operation ON ad_group (operation_id);
CREATE INDEX ad_group_by_label_decision ON ad_group (label_decision);

CREATE TABLE ad_group_member (
  ad_id ${text} NOT NULL,
  level ${text} NOT NULL,
  group_id ${text} NOT NULL,
  place INTEGER NOT NULL, -- within the group, the oldest ad first
  PRIMARY KEY (ad_id, level)
);
CREATE INDEX ad_group_member_by_group ON ad_group_member (group_id, place);

CREATE TABLE ad_group_edge (
  level ${text} NOT NULL,
  ad_id ${text} NOT NULL,
  other_id ${text} NOT NULL,
  weight DOUBLE PRECISION NOT NULL,
  is_decided SMALLINT NOT NULL CHECK (is_decided IN (0, 1)),
  held_keys ${text} NOT NULL, -- JSON
  further ${text} NOT NULL, -- JSON
  PRIMARY KEY (ad_id, other_id, level)
);
CREATE INDEX ad_group_edge_by_other ON ad_group_edge (other_id);

-- Keys that several groups hold and that do not join them.
CREATE TABLE ad_group_cut (
  cut_id ${text} NOT NULL PRIMARY KEY,
  level ${text} NOT NULL,
  kind ${text} NOT NULL,
  key_value ${text} NOT NULL,
  ads INTEGER NOT NULL,
  reason ${text} NOT NULL,
  words ${text} NOT NULL
);
CREATE TABLE ad_group_cut_holder (
  group_id ${text} NOT NULL,
  cut_id ${text} NOT NULL,
  PRIMARY KEY (group_id, cut_id)
);
CREATE INDEX ad_group_cut_holder_by_cut ON ad_group_cut_holder (cut_id);

-- Where the ads of a group went when the groups were computed anew; never deleted.
CREATE TABLE ad_group_change (
  number BIGINT NOT NULL PRIMARY KEY,
  changed_at BIGINT NOT NULL,
  level ${text} NOT NULL,
  kind ${text} NOT NULL, -- MERGE, SPLIT
  from_id ${text} NOT NULL,
  to_id ${text} NOT NULL
);
CREATE INDEX ad_group_change_from ON ad_group_change (from_id, number);
CREATE INDEX ad_group_change_to ON ad_group_change (to_id, number);

-- What analysts decided; computing changes nothing here.
CREATE TABLE ad_group_decision (
  decision_id ${text} NOT NULL PRIMARY KEY,
  group_id ${text} NOT NULL,
  level ${text} NOT NULL,
  ruling ${text} NOT NULL, -- HELD_APART, MERGED, LABELLED
  ad_id ${text},
  other_id ${text},
  label ${text},
  note ${text} NOT NULL,
  decided_by ${text} NOT NULL,
  decided_at BIGINT NOT NULL,
  withdrawn_by ${text},
  withdrawn_at BIGINT
);
CREATE INDEX ad_group_decision_by_group ON ad_group_decision (group_id);
CREATE INDEX ad_group_decision_by_ad ON ad_group_decision (ad_id);
CREATE INDEX ad_group_decision_by_other ON ad_group_decision (other_id);

-- What would have joined ads that are held apart; never deleted.
CREATE TABLE ad_group_alert (
  alert_id ${text} NOT NULL PRIMARY KEY,
  decision_id ${text} NOT NULL,
  level ${text} NOT NULL,
  ad_id ${text} NOT NULL,
  other_id ${text} NOT NULL,
  weight DOUBLE PRECISION NOT NULL,
  is_decided SMALLINT NOT NULL CHECK (is_decided IN (0, 1)),
  held_keys ${text} NOT NULL,
  further ${text} NOT NULL,
  seen_at BIGINT NOT NULL,
  is_current SMALLINT NOT NULL CHECK (is_current IN (0, 1))
);
CREATE INDEX ad_group_alert_by_ad ON ad_group_alert (ad_id);
CREATE INDEX ad_group_alert_by_other ON ad_group_alert (other_id);

-- Which revision of the ads the groups know; -1 before they were computed first.
ALTER TABLE catalog_state ADD COLUMN grouped_revision BIGINT DEFAULT -1 NOT NULL;
