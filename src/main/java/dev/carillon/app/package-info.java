/**
 * The roof: settings, wiring, and what the servlet container starts and stops. It sees every room
 * and is seen by none.
 */
package dev.carillon.app;
