/** What a workflow is: its id, its versions and the tree of tasks that a run walks. */
package dev.carillon.workflow;
