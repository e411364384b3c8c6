// One request on its way to its answer.
#pragma once

#include "pure/http/request.h"
#include "system/http/router.h"

#include <atomic>
#include <cstdint>

namespace ekiben::http {

/// Which request on which connection an answer belongs to. The number is never used twice, so an answer that comes too late finds nobody.
struct Token {
  std::uint32_t slot = 0;
  std::uint64_t number = 0;
};

/// Constant once a worker has it, but for `answered`. Shared by the worker that runs the handler and the responder that may outlive it.
struct Exchange {
  Request request;
  const Route* route = nullptr;
  PathValues values;
  Token token;
  std::atomic<bool> answered = false;
};

} // namespace ekiben::http
