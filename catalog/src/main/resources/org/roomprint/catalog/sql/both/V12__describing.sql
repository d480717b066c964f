-- What was deleted up to this change is to be taken out of the files of the index at once.
ALTER TABLE catalog_state ADD COLUMN purge_sequence BIGINT DEFAULT 0 NOT NULL;

-- Pictures that are to be described, from when the index asks for them until it holds them.
CREATE TABLE describe_task (
  model_id ${text} NOT NULL,
  picture_id ${text} NOT NULL, -- of the kept file
  change_sequence BIGINT NOT NULL, -- of the change that needs it
  state ${text} NOT NULL, -- WAITING, DESCRIBED, LEFT_OUT
  lease_owner ${text}, -- who describes it
  lease_end BIGINT NOT NULL, -- milliseconds; 0 where nobody does
  reason ${text}, -- why it was left out
  detail ${text},
  PRIMARY KEY (model_id, picture_id)
);
CREATE INDEX describe_task_by_state ON describe_task (state, model_id, change_sequence);
CREATE INDEX describe_task_by_owner ON describe_task (lease_owner);
