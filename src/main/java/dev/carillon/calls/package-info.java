/**
 * The door through which the HTTP calls of tasks go out: it judges every address before it is
 * connected to, and bounds what a call may take. The only room that knows Apache HttpClient.
 */
package dev.carillon.calls;
