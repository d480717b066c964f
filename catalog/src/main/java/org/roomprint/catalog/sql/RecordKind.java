package org.roomprint.catalog.sql;

/**
 * Kinds of records that can be deleted, by the names they have in the tables; not to be renamed.
 */
enum RecordKind {
  HOTEL,
  PHOTO,
  AD,
  AD_IMAGE
}
