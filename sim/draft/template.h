#ifndef EDGECARE_DRAFT_TEMPLATE_H
#define EDGECARE_DRAFT_TEMPLATE_H

/** The text of scenarios/typical-edge-of-care.json, put into the program when it is built (cmake/Template.cmake). Ends in NUL. */
extern const char draft_template[];

#endif
