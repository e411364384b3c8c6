#include "system/http/answer_desk.h"

#include "pure/http/status.h"
#include "system/log/log.h"

#include <cstdint>
#include <exception>
#include <stdexcept>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace ekiben::http {

namespace {

class ExchangeSink final : public AnswerSink {
public:
  ExchangeSink(std::shared_ptr<AnswerDesk> desk, std::shared_ptr<Exchange> exchange)
      : desk_(std::move(desk)), exchange_(std::move(exchange)) {}

  void answer(Response response) override { desk_->answer(*exchange_, std::move(response)); }

  void abandon() override {
    // A responder that dies because its handler threw means a fault of ours; one that was just dropped means there was no room or no time.
    const int status = std::uncaught_exceptions() > 0 ? 500 : 503;
    desk_->answer(*exchange_, desk_->error_page(status, &exchange_->request));
  }

private:
  std::shared_ptr<AnswerDesk> desk_;
  std::shared_ptr<Exchange> exchange_;
};

Response plain_error_page(int status) {
  Response response;
  response.headers.set("content-type", "text/plain; charset=utf-8");
  response.body = std::to_string(status) + " " + std::string(reason_phrase(status)) + "\n";
  return response;
}

} // namespace

AnswerDesk::AnswerDesk(ErrorPage error_page, Finish finish)
    : error_page_(std::move(error_page)), finish_(std::move(finish)), wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (!wake_) {
    throw std::runtime_error("no eventfd");
  }
}

Responder AnswerDesk::make_responder(std::shared_ptr<Exchange> exchange) {
  return Responder(std::make_unique<ExchangeSink>(shared_from_this(), std::move(exchange)));
}

void AnswerDesk::answer(Exchange& exchange, Response response) {
  if (exchange.answered.exchange(true)) {
    return;
  }
  RenderedAnswer rendered;
  try {
    touch(exchange.request, exchange.route, response);
    rendered = render_answer(exchange.request, std::move(response));
  } catch (const std::exception& error) {
    // Whatever happens, the connection gets an answer: nobody else will free it.
    log::error(std::string("an answer could not be finished: ") + error.what());
    rendered = render_answer(Request{}, Response{500, {}, "", nullptr});
  }
  put({exchange.token, false, std::move(rendered)});
}

void AnswerDesk::touch(const Request& request, const Route* route, Response& response) const {
  if (finish_) {
    finish_(request, route, response);
  }
}

void AnswerDesk::park(const Exchange& exchange) { put({exchange.token, true, {}}); }

Response AnswerDesk::error_page(int status, const Request* request) const {
  auto response = error_page_ ? error_page_(status, request) : plain_error_page(status);
  if (response.status == 200) {
    response.status = status; // a page that says nothing else: it may know better (421 for a path that does not exist under another name)
  }
  if ((response.status == 503 || response.status == 429) && !response.headers.find("retry-after")) {
    response.headers.set("retry-after", "5");
  }
  return response;
}

void AnswerDesk::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_.get(), &one, sizeof one);
}

void AnswerDesk::put(Item item) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) {
      return;
    }
    first = items_.empty();
    items_.push_back(std::move(item));
  }
  if (first) {
    wake();
  }
}

void AnswerDesk::collect(std::vector<Item>& items) {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = read(wake_.get(), &count, sizeof count);
  items.clear();
  const std::lock_guard lock(mutex_);
  items.swap(items_);
}

void AnswerDesk::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  items_.clear();
}

} // namespace ekiben::http
