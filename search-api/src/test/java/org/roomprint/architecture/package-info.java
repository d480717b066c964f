/**
 * Holds the arrows between the modules and packages of the whole program.
 *
 * <p>It reads the compiled classes of every module, so it stands in the module that is built last.
 */
@NullMarked
package org.roomprint.architecture;

import org.jspecify.annotations.NullMarked;
