/** When a workflow is due: schedules, their revisions and their pauses. */
package dev.carillon.schedule;
