// Responder: the right, and the duty, to answer one request, now or later, from any thread.
#pragma once

#include "pure/http/response.h"

#include <memory>

namespace ekiben::http {

/// Where an answer goes: the connection, parked in the accept loop meanwhile. Implemented by the server.
class AnswerSink {
public:
  virtual ~AnswerSink() = default;
  /// Thread-safe. Called exactly once, unless abandon() is.
  virtual void answer(Response response) = 0;
  /// Nobody answered and nobody will: 503 with Retry-After.
  virtual void abandon();
};

/// Move-only. A deferred answer is a Responder that was kept: no worker waits meanwhile. One that dies unanswered answers 503 with
/// Retry-After, so no connection is ever forgotten. send() may be called from any thread, once.
class Responder {
public:
  explicit Responder(std::unique_ptr<AnswerSink> sink);
  Responder(Responder&&) noexcept;
  Responder& operator=(Responder&&) noexcept;
  ~Responder();

  void send(Response response);

private:
  std::unique_ptr<AnswerSink> sink_;
};

} // namespace ekiben::http
