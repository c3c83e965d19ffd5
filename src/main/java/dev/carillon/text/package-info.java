/** Sentences for people, in the languages of the dashboard. */
package dev.carillon.text;
