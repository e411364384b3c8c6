// Part of every test program: what ekiben's main does for the whole process. Writing to a peer that has gone is an error, not the end.
#include <csignal>

namespace {
[[maybe_unused]] const auto kIgnored = std::signal(SIGPIPE, SIG_IGN);
}
