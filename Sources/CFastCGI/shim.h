#include <fcgiapp.h>

/* What the pool needs from the system and Swift's Glibc module leaves out. */
#include <sys/epoll.h>
int memfd_create(const char *name, unsigned int flags);
#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 1U
#endif
