/** What {@code java -jar carillon.war} runs: an embedded Tomcat with this same WAR. */
package dev.carillon.boot;
