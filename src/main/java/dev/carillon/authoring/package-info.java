/** Saving, versioning and removing workflows; and the ports to the language and the store of definitions. */
package dev.carillon.authoring;
