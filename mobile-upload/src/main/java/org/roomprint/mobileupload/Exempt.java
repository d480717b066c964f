package org.roomprint.mobileupload;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the class or method that carries it call what {@code .mvn/forbidden*.txt} bans, and says
 * why.
 *
 * <p>The checker of forbidden calls goes by the simple name of this annotation.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Exempt {
  /** Why this place must do what others may not. */
  String value();
}
