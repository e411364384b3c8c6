// The accept loop: one thread that owns every connection. It waits for nobody and reads no file.
#pragma once

#include "base/clock.h"
#include "system/http/address_tally.h"
#include "system/http/answer_desk.h"
#include "system/http/client_address.h"
#include "system/http/connection_table.h"
#include "system/http/deadline_list.h"
#include "system/http/listener.h"
#include "system/http/server.h"
#include "system/http/worker_pool.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::http {

/// accept_loop.cpp: events, accepting, deadlines, end. reading.cpp: bytes to requests. answering.cpp: requests to answers to bytes.
class AcceptLoop {
public:
  AcceptLoop(ServerOptions options, TrustedProxies proxies, std::vector<Listener> listeners, const Router& router, const Clock& clock);
  ~AcceptLoop();
  AcceptLoop(const AcceptLoop&) = delete;
  AcceptLoop& operator=(const AcceptLoop&) = delete;

  void run();
  void stop();
  const std::vector<Listener>& listeners() const { return listeners_; }

private:
  using State = Connection::State;

  // accept_loop.cpp
  void turn();
  int next_timeout_ms() const;
  void refresh_time();
  void handle_event(std::uint64_t tag, std::uint32_t events);
  void accept_some(int listener_fd);
  void admit(os::UniqueFd fd, const std::optional<text::Address>& peer);
  bool evict_one();
  void pause_accepting();
  void expire();
  void expire_one(Connection& connection);
  void arm(Connection& connection, std::uint32_t events);
  void close_connection(Connection& connection);
  void begin_stopping();
  bool stopped() const;

  // reading.cpp
  void read_some(Connection& connection);
  void consume(Connection& connection, std::string_view input);
  std::size_t consume_step(Connection& connection, std::string_view input);
  std::size_t on_head(Connection& connection, std::size_t consumed);
  void identify_client(Connection& connection, Request& request);
  bool answer_from_cache(Connection& connection, const Request& request);
  void route_request(Connection& connection);
  void refuse_route(Connection& connection, const Router::Match& match);
  void discard_some(Connection& connection);
  /// Brings the totals of buffered bytes up to date. False when this connection holds more than it may.
  bool recharge(Connection& connection);
  void discharge(Connection& connection);

  // answering.cpp
  void dispatch(Connection& connection);
  /// An error the front finds itself. `request` is null when it could not be read.
  void refuse(Connection& connection, int status, const Request* request);
  void answer_without_worker(Connection& connection, const Request* request, Response response);
  void collect_answers();
  void park(Connection& connection);
  /// The connection may be gone afterwards. What `answer` holds is moved away only when the client does not take it at once.
  void begin_answer(Connection& connection, RenderedAnswer& answer);
  enum class Sent { all, some, failed };
  Sent send_answer(const Connection& connection, const RenderedAnswer& answer, std::size_t& sent);
  void finish_head(const Connection& connection, std::string& head) const;
  void continue_writing(Connection& connection);
  void after_answer(Connection& connection);
  /// Goes on with what the client has sent meanwhile, when the connection is still there.
  void resume(std::uint32_t slot, std::uint32_t generation);

  ServerOptions options_;
  const ServerLimits& limits_ = options_.limits;
  HeadLimits head_limits_;
  TrustedProxies proxies_;
  std::vector<Listener> listeners_;
  const Router& router_;
  const Clock& clock_;
  std::shared_ptr<AnswerDesk> desk_;
  std::unique_ptr<WorkerPool> workers_;
  os::UniqueFd epoll_;

  DeadlineList heads_, bodies_, idle_, busy_, parked_, writing_, lingering_;
  ConnectionTable connections_;
  AddressTally connection_tally_; ///< open connections of direct clients
  AddressTally request_tally_;    ///< requests in hand of clients behind a proxy
  AddressTally byte_tally_;       ///< buffered bytes
  std::size_t buffered_ = 0;
  std::uint64_t last_number_ = 0;

  SteadyTime now_{};
  std::int64_t date_second_ = -1;
  std::string date_;
  std::vector<char> scratch_;
  RenderedAnswer scratch_answer_;
  std::vector<AnswerDesk::Item> items_;
  std::vector<Token> ready_; ///< slot and generation of connections with whole requests waiting for their turn

  std::atomic<bool> stop_asked_ = false;
  bool stopping_ = false;
  bool accepting_paused_ = false;
  SteadyTime accept_again_{};
  SteadyTime drain_deadline_{};
};

} // namespace ekiben::http
