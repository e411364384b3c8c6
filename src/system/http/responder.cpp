#include "system/http/responder.h"

#include <utility>

namespace ekiben::http {

void AnswerSink::abandon() {
  Response response;
  response.status = 503;
  response.headers.set("retry-after", "5");
  answer(std::move(response));
}

Responder::Responder(std::unique_ptr<AnswerSink> sink) : sink_(std::move(sink)) {}

Responder::Responder(Responder&&) noexcept = default;

Responder& Responder::operator=(Responder&& other) noexcept {
  if (this != &other) {
    Responder unanswered(std::move(*this));
    sink_ = std::move(other.sink_);
  }
  return *this;
}

Responder::~Responder() {
  if (sink_) {
    sink_->abandon();
  }
}

void Responder::send(Response response) {
  if (const auto sink = std::exchange(sink_, nullptr)) {
    sink->answer(std::move(response));
  }
}

} // namespace ekiben::http
