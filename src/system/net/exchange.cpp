#include "system/net/exchange.h"

#include <algorithm>
#include <sys/epoll.h>
#include <utility>

namespace ekiben::net {
namespace {

/// When there is another address to try, one that does not answer gets this long (a light form of RFC 8305).
constexpr std::chrono::milliseconds kCandidatePatience{1'000};
/// A machine with a broken IPv6 route should not wait for it at every connection.
constexpr std::chrono::minutes kAvoidIpv6{10};
/// One busy connection must not starve the others; epoll tells again.
constexpr int kReadsAtOnce = 8;

bool is_safe(http::Method method) { return method == http::Method::get || method == http::Method::head; }

} // namespace

Exchange::Exchange(ExchangeTools& tools, OutgoingRequest request, Finished finished)
    : tools_(tools), request_(std::move(request)), finished_(std::move(finished)), connect_deadline_(tools.loop),
      candidate_deadline_(tools.loop), reader_(request_.method, request_.max_body_bytes) {}

Exchange::~Exchange() {
  drop_transport();
  tools_.buffered_bytes -= accounted_;
}

void Exchange::start() {
  transport_ = tools_.idle.take(request_.connection_key());
  if (transport_) {
    reused_ = true;
    begin_talking();
    wait_for(EPOLLIN | EPOLLOUT);
    return;
  }
  look_up();
}

void Exchange::look_up() {
  stage_ = Stage::looking_up;
  connect_deadline_.set_after(request_.connect_timeout, [this] {
    finish(fail(ErrorKind::timeout,
                request_.url.host + (last_failure_.empty() ? " does not answer" : " cannot be reached: " + last_failure_)));
  });
  if (const auto mapped = tools_.host_map.find(request_.url.host); mapped != tools_.host_map.end()) {
    choose({mapped->second});
    return;
  }
  if (request_.url.host_kind != text::HostKind::name) {
    const auto literal = text::parse_address(request_.url.host);
    choose(literal ? std::vector<text::Endpoint>{{*literal, request_.url.port}} : std::vector<text::Endpoint>{});
    return;
  }
  tools_.resolver.resolve(request_.url.host, [this, alive = std::weak_ptr<int>(alive_)](Result<std::vector<text::Address>> addresses) {
    if (!alive.lock()) {
      return;
    }
    if (!addresses) {
      finish(tl::unexpected<Error>(std::move(addresses).error()));
      return;
    }
    std::vector<text::Endpoint> candidates;
    for (const text::Address& address : *addresses) {
      candidates.push_back({address, request_.url.port});
    }
    choose(std::move(candidates));
  });
}

/// Every address is judged here, at the moment it is to be dialled, and the very same value is dialled: a name that changes its mind
/// between a check and a connection (DNS rebinding) gains nothing (federation B28).
void Exchange::choose(std::vector<text::Endpoint> candidates) {
  std::string refusal = "it has no address";
  candidates_.clear();
  for (const text::Endpoint& candidate : candidates) {
    if (auto why = tools_.policy.refusal(candidate.address, candidate.port, request_.dial)) {
      refusal = std::move(*why);
    } else {
      candidates_.push_back(candidate);
    }
  }
  if (candidates_.empty()) {
    finish(fail(ErrorKind::forbidden, request_.url.host + " may not be dialled: " + refusal));
    return;
  }
  const bool ipv6_first = tools_.loop.clock().steady_now() >= tools_.ipv6_avoided_until;
  std::ranges::stable_partition(candidates_, [&](const text::Endpoint& candidate) { return candidate.address.v6 != ipv6_first; });
  dial_next(); // takes from the end
}

void Exchange::dial_next() {
  drop_transport();
  while (!candidates_.empty()) {
    const text::Endpoint candidate = candidates_.back();
    candidates_.pop_back();
    auto dialled = Transport::dial(candidate);
    if (!dialled) {
      last_failure_ = dialled.error().message;
      continue;
    }
    transport_ = std::move(*dialled);
    stage_ = Stage::connecting;
    if (!candidates_.empty()) {
      candidate_deadline_.set_after(kCandidatePatience, [this, v6 = candidate.address.v6] {
        last_failure_ = "no answer";
        if (v6) {
          tools_.ipv6_avoided_until = tools_.loop.clock().steady_now() + kAvoidIpv6;
        }
        dial_next();
      });
    }
    wait_for(EPOLLOUT);
    return;
  }
  finish(fail(ErrorKind::unavailable, request_.url.host + " cannot be reached: " + last_failure_));
}

void Exchange::on_event(std::uint32_t /*events*/) {
  switch (stage_) {
  case Stage::looking_up:
    return;
  case Stage::connecting:
    on_connected(transport_->finish_connecting());
    return;
  case Stage::shaking_hands:
    shake_hands();
    return;
  case Stage::talking:
    talk();
    return;
  }
}

void Exchange::on_connected(Transport::Status status) {
  candidate_deadline_.clear();
  if (status != Transport::Status::done) {
    last_failure_ = transport_->why();
    dial_next();
    return;
  }
  if (request_.url.scheme == "https") {
    stage_ = Stage::shaking_hands;
    shake_hands();
    return;
  }
  begin_talking();
  talk();
}

void Exchange::shake_hands() {
  switch (transport_->shake_hands(tools_.tls, request_.url.host)) {
  case Transport::Status::want_read:
    wait_for(EPOLLIN);
    return;
  case Transport::Status::want_write:
    wait_for(EPOLLOUT);
    return;
  case Transport::Status::done:
    begin_talking();
    talk();
    return;
  case Transport::Status::closed:
  case Transport::Status::failed:
    finish(fail(ErrorKind::unavailable, request_.url.host + ": " + transport_->why()));
    return;
  }
}

void Exchange::begin_talking() {
  connect_deadline_.clear();
  stage_ = Stage::talking;
  sent_ = 0;
  sending_failed_ = false;
}

void Exchange::send_some() {
  while (sent_ < request_.wire.size() && !sending_failed_) {
    const Transport::Moved moved = transport_->write(std::string_view(request_.wire).substr(sent_));
    switch (moved.status) {
    case Transport::Status::done:
      sent_ += moved.bytes;
      break;
    case Transport::Status::want_read:
    case Transport::Status::want_write:
      return;
    case Transport::Status::closed:
    case Transport::Status::failed:
      sending_failed_ = true;
      return;
    }
  }
}

void Exchange::talk() {
  send_some();
  std::uint32_t wanted = EPOLLIN;
  for (int reads = 0; reads < kReadsAtOnce || transport_->has_pending(); ++reads) {
    const Transport::Moved moved = transport_->read(tools_.buffer);
    if (moved.status == Transport::Status::want_read) {
      break;
    }
    if (moved.status == Transport::Status::want_write) {
      wanted |= EPOLLOUT;
      break;
    }
    if (moved.status == Transport::Status::failed) {
      lose_connection(transport_->why());
      return;
    }
    if (moved.status == Transport::Status::closed) {
      if (const auto ended = reader_.end(); ended) {
        finish_well();
      } else {
        lose_connection(ended.error().message);
      }
      return;
    }
    const auto complete = reader_.feed(std::string_view(tools_.buffer.data(), moved.bytes));
    if (!complete) {
      finish(tl::unexpected<Error>(Error{complete.error().kind, request_.url.host + ": " + complete.error().message}));
      return;
    }
    if (*complete) {
      finish_well();
      return;
    }
    if (!account_body()) {
      finish(fail(ErrorKind::too_many, "too many large answers at once"));
      return;
    }
  }
  wait_for(sent_ < request_.wire.size() && !sending_failed_ ? wanted | EPOLLOUT : wanted);
}

bool Exchange::account_body() {
  tools_.buffered_bytes += reader_.body_bytes() - accounted_;
  accounted_ = reader_.body_bytes();
  return tools_.buffered_bytes <= tools_.max_buffered_bytes;
}

/// A kept connection may have been closed by the peer just as we used it. Without a byte of an answer a GET is asked again on a fresh one;
/// a POST only when none of it was sent, because it may have been acted upon (RFC 9112 section 9.3.1).
void Exchange::lose_connection(std::string why) {
  if (reused_ && !reader_.started() && (is_safe(request_.method) || sent_ == 0)) {
    reused_ = false;
    drop_transport();
    look_up();
    return;
  }
  finish(fail(ErrorKind::unavailable, request_.url.host + ": " + std::move(why)));
}

void Exchange::finish_well() {
  ClientResponse response;
  response.status = reader_.head().status;
  response.headers = std::move(reader_.head().headers);
  response.body = std::move(reader_.body());
  if (reader_.connection_is_reusable() && sent_ == request_.wire.size() && !transport_->has_pending()) {
    if (watched_) {
      tools_.loop.unwatch(transport_->fd());
      watched_ = false;
    }
    tools_.idle.put(request_.connection_key(), std::move(transport_));
  }
  finish(std::move(response));
}

void Exchange::finish(Result<ClientResponse> result) {
  connect_deadline_.clear();
  candidate_deadline_.clear();
  drop_transport();
  const Finished finished = std::exchange(finished_, nullptr);
  finished(std::move(result));
}

void Exchange::drop_transport() {
  candidate_deadline_.clear();
  if (transport_ && watched_) {
    tools_.loop.unwatch(transport_->fd());
  }
  watched_ = false;
  transport_.reset();
}

void Exchange::wait_for(std::uint32_t epoll_events) {
  if (watched_) {
    tools_.loop.change(transport_->fd(), epoll_events);
    return;
  }
  watched_ = true;
  tools_.loop.watch(transport_->fd(), epoll_events, [this](std::uint32_t events) { on_event(events); });
}

} // namespace ekiben::net
