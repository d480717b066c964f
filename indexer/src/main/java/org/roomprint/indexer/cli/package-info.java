/**
 * The command line: what an operator types, what is printed, and the exit codes. 0: done, also when
 * single files were refused; 1: failed; 2: called or configured wrongly; 3: an import brought
 * nothing in, since everything was refused.
 *
 * <p>Begin with {@code RoomprintCommand}, which names the commands; each is a class of its own,
 * such as {@code ImportCommand}, {@code WorkCommand} or {@code EvaluateCommand}.
 */
@NullMarked
package org.roomprint.indexer.cli;

import org.jspecify.annotations.NullMarked;
