package dev.carillon.running;

class WholeWalksOnH2Test extends WholeWalks {}
