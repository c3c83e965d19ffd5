/** One execution of a workflow: its id, its states, its trigger and the visits of its journal. */
package dev.carillon.run;
