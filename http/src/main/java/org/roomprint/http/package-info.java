/**
 * What both services need of HTTP, whatever they serve.
 *
 * <ul>
 *   <li>{@link org.roomprint.http.Problems}: whatever ends a request early becomes a problem
 *       document. Its kinds are {@link org.roomprint.http.CommonProblem}, and each service's own;
 *       {@link org.roomprint.http.JettyProblems} answers what Jetty refuses by itself.
 *   <li>{@link org.roomprint.http.JsonBodies}: how JSON is read and written.
 *   <li>{@link org.roomprint.http.SecurityHeaders} and {@link org.roomprint.http.RequestIds}: what
 *       every answer carries.
 *   <li>{@link org.roomprint.http.Principal}: who asks, found out once for each request; {@link
 *       org.roomprint.http.PresentedKey} is what is shown for it.
 *   <li>{@link org.roomprint.http.ClientAddresses}, {@link org.roomprint.http.ConnectionGuard} and
 *       {@link org.roomprint.http.GuardedServer}: who a client is by its network address, and the
 *       connections it may have.
 *   <li>{@link org.roomprint.http.HttpService} and {@link org.roomprint.http.Description}: a
 *       service that answers, and what the test of its description compares.
 * </ul>
 *
 * <p>Addresses are looked at in memory only, as a hash with a salt that lasts as long as the
 * process; none is ever logged. The inbox keeps the hash of a network under a key of its day.
 */
@NullMarked
package org.roomprint.http;

import org.jspecify.annotations.NullMarked;
