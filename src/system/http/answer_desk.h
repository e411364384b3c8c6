// Where answers are handed in from any thread and the loop collects them.
#pragma once

#include "system/http/exchange.h"
#include "system/http/rendered_answer.h"
#include "system/http/server.h"
#include "system/os/unique_fd.h"

#include <memory>
#include <mutex>
#include <vector>

namespace ekiben::http {

/// Shared by the loop and every responder: a responder may be kept longer than the server lives, its answer is then dropped.
class AnswerDesk : public std::enable_shared_from_this<AnswerDesk> {
public:
  struct Item {
    Token token;
    bool parked = false; ///< the handler has returned and will answer later
    RenderedAnswer answer;
  };

  AnswerDesk(ErrorPage error_page, Finish finish);

  Responder make_responder(std::shared_ptr<Exchange> exchange);
  /// Last touch, then bytes, then the loop. Any thread, once for each exchange.
  void answer(Exchange& exchange, Response response);
  /// The hook that adds what every answer has.
  void touch(const Request& request, const Route* route, Response& response) const;
  /// The handler of this exchange has returned without an answer.
  void park(const Exchange& exchange);
  /// The page for `status`, without the last touch. Any thread; `request` may be null.
  Response error_page(int status, const Request* request) const;

  /// Readable when there is something to collect, or after wake().
  int wake_fd() const { return wake_.get(); }
  /// Async-signal-safe.
  void wake() const;
  /// Loop thread: everything handed in so far, into `items`.
  void collect(std::vector<Item>& items);
  /// What comes from now on is dropped.
  void close();

private:
  void put(Item item);

  ErrorPage error_page_;
  Finish finish_;
  os::UniqueFd wake_;
  std::mutex mutex_;
  std::vector<Item> items_;
  bool closed_ = false;
};

} // namespace ekiben::http
