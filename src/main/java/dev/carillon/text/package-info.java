/** Sentences for people, also about JSON that cannot be read, and how far its numbers reach. */
package dev.carillon.text;
