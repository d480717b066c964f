/**
 * Contacts in ads, and how one is written so that the same contact is the same text: {@link
 * org.roomprint.catalog.selectors.Selectors} is where every selector comes from, whoever read it.
 */
@NullMarked
package org.roomprint.catalog.selectors;

import org.jspecify.annotations.NullMarked;
