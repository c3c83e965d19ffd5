/** The door to HTTP clients: JAX-RS resources, their views, and the mapper of errors. */
package dev.carillon.rest;
