#ifndef EDGECARE_SUMMARISE_FIGURE_H
#define EDGECARE_SUMMARISE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

/* Figures as people read them: no digit that the range or the error does not bear. */

/** The step to which a number with a range and a standard error is told, in its own unit: the coarsest of two significant digits of the number, the power of ten next above a
 *  hundredth of the range's width, and the 1, 2 or 5 times a power of ten next above the error. What is not finite says nothing; above 0 always. */
double figure_step(double number, double low, double high, double error);

#define FIGURE_TEXT_SIZE 40

/** Writes a number to a step for its unit: "£2.8m", "£640k", "£12,000", "5,800", "0.45", "6 %". Pounds stand in millions or thousands where `largest`, the largest of the
 *  numbers that are told together, reaches a million or a hundred thousand; "-" where it is not finite. */
void figure_write(char text[FIGURE_TEXT_SIZE], const char *unit, double number, double step, double largest);

/** Writes a chance as futures of 100: "38", "fewer than 1", "more than 99"; "-" where it is not finite. */
void figure_chance(char text[FIGURE_TEXT_SIZE], double chance);

/** Copies a text cut to `width` characters (not bytes), the last three "..." where it was longer. */
void figure_cut(char out[], size_t size, const char *text, size_t width);

/** How many characters a UTF-8 text has. */
size_t figure_width(const char *text);

#endif
