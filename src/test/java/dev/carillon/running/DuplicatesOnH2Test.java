package dev.carillon.running;

class DuplicatesOnH2Test extends DuplicatesContract {}
