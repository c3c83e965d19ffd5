/** Encrypts and decrypts what is stored. The only room that touches Google Tink. */
package dev.carillon.vault;
