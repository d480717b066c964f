package org.roomprint.vectors.evaluate;

/**
 * A measured share with its company.
 *
 * @param value mean over the queries, 0..1
 * @param low lower end of the 95 % interval, bootstrapped over hotels
 * @param high upper end of the 95 % interval, bootstrapped over hotels
 * @param random value that a random ranking is expected to have
 */
public record Figure(double value, double low, double high, double random) {}
