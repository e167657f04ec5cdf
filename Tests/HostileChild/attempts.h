// A program that tries to do what no child may, for the tests of the sandbox. Each attempt gives 1 when it came
// through, else 0 and errno; each is harmless where nothing holds it back.
#ifndef ATTEMPTS_H
#define ATTEMPTS_H

typedef struct Attempt {
    const char *name;
    int (*run)(const char *argument);
} Attempt;

extern const Attempt file_attempts[], process_attempts[], network_attempts[], kernel_attempts[], resource_attempts[];

#endif
