#include "system/net/http_client.h"

#include "system/net/exchange.h"
#include "system/net/idle_connections.h"
#include "system/net/outgoing_request.h"
#include "system/net/resolver.h"
#include "system/net/tls_context.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace ekiben::net {
namespace {

Result<std::map<std::string, text::Endpoint>> parse_host_map(const std::map<std::string, std::string>& texts) {
  std::map<std::string, text::Endpoint> endpoints;
  for (const auto& [host, address] : texts) {
    auto endpoint = text::parse_endpoint(address);
    if (!endpoint) {
      return fail(ErrorKind::misconfigured, "the host map's " + host + ": " + endpoint.error().message);
    }
    endpoints.emplace(host, *endpoint);
  }
  return endpoints;
}

} // namespace

/// Who may go: at most so many at once in all and per origin, the others wait in the order they came.
class HttpClient::Impl {
public:
  Impl(EventLoop& loop, ClientOptions options, std::map<std::string, text::Endpoint> host_map, std::unique_ptr<Resolver> resolver,
       std::unique_ptr<TlsContext> tls)
      : loop_(loop), options_(std::move(options)), host_map_(std::move(host_map)), resolver_(std::move(resolver)), tls_(std::move(tls)),
        idle_(loop), tools_{loop, options_.policy, host_map_, *resolver_, *tls_, idle_, options_.max_buffered_bytes} {}

  ~Impl() {
    admitting_ = true; // nobody starts any more
    // A callback may send again: until nothing is left.
    while (true) {
      take_submissions();
      if (jobs_.empty()) {
        break;
      }
      while (!jobs_.empty()) {
        finish(jobs_.begin()->first, fail(ErrorKind::unavailable, "shutting down"));
      }
    }
  }

  void send(ClientRequest request, Done done) {
    Submission submission{prepare_request(std::move(request), options_), std::move(done)};
    if (open_.fetch_add(1) >= options_.max_in_flight + options_.max_waiting) {
      submission.request = fail(ErrorKind::too_many, "too many requests wait to be sent");
    }
    bool first = false;
    {
      const std::scoped_lock lock(mutex_);
      first = submitted_.empty();
      submitted_.push_back(std::move(submission));
    }
    if (first) {
      loop_.post([this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.lock()) {
          take_submissions();
          admit();
        }
      });
    }
  }

private:
  using Ticket = std::uint64_t;
  struct Submission {
    Result<OutgoingRequest> request;
    Done done;
  };
  struct Job {
    explicit Job(EventLoop& loop) : deadline(loop) {}
    OutgoingRequest request; ///< moved into the exchange when it starts
    std::string key;
    Done done;
    Timer deadline;
    std::unique_ptr<Exchange> exchange; ///< null while it waits
  };
  struct Host {
    std::size_t in_flight = 0;
    std::deque<Ticket> waiting;
  };

  void take_submissions() {
    std::deque<Submission> submissions;
    {
      const std::scoped_lock lock(mutex_);
      submissions.swap(submitted_);
    }
    for (Submission& submission : submissions) {
      if (submission.request) {
        enqueue(std::move(*submission.request), std::move(submission.done));
      } else {
        open_.fetch_sub(1);
        submission.done(tl::unexpected<Error>(std::move(submission.request).error()));
      }
    }
  }

  void enqueue(OutgoingRequest request, Done done) {
    const Ticket ticket = ++last_ticket_;
    auto job = std::make_unique<Job>(loop_);
    job->key = request.connection_key();
    job->done = std::move(done);
    job->deadline.set_after(request.total_timeout, [this, ticket, host = request.url.host] {
      finish(ticket, fail(ErrorKind::timeout, host + " did not answer in time"));
    });
    job->request = std::move(request);
    Host& host = hosts_[job->key];
    host.waiting.push_back(ticket);
    jobs_.emplace(ticket, std::move(job));
    if (host.waiting.size() == 1 && host.in_flight < options_.max_in_flight_per_host) {
      ready_.insert(ticket);
    }
  }

  /// The oldest of those whose host has a place. Starting may finish at once (a refused address): the loop here goes on, not the stack.
  void admit() {
    if (std::exchange(admitting_, true)) {
      return;
    }
    while (in_flight_ < options_.max_in_flight && !ready_.empty()) {
      const Ticket ticket = *ready_.begin();
      ready_.erase(ready_.begin());
      Job& job = *jobs_.at(ticket);
      Host& host = hosts_[job.key];
      host.waiting.pop_front();
      ++host.in_flight;
      ++in_flight_;
      update_ready(host);
      job.exchange = std::make_unique<Exchange>(tools_, std::move(job.request),
                                                [this, ticket](Result<ClientResponse> result) { finish(ticket, std::move(result)); });
      job.exchange->start();
    }
    admitting_ = false;
  }

  void update_ready(const Host& host) {
    if (!host.waiting.empty() && host.in_flight < options_.max_in_flight_per_host) {
      ready_.insert(host.waiting.front());
    }
  }

  void finish(Ticket ticket, Result<ClientResponse> result) {
    const auto found = jobs_.find(ticket);
    const std::unique_ptr<Job> job = std::move(found->second);
    jobs_.erase(found);
    const auto place = hosts_.find(job->key);
    Host& host = place->second;
    if (job->exchange) {
      --host.in_flight;
      --in_flight_;
    } else {
      ready_.erase(ticket);
      std::erase(host.waiting, ticket);
    }
    update_ready(host);
    if (host.waiting.empty() && host.in_flight == 0) {
      hosts_.erase(place);
    }
    open_.fetch_sub(1);
    job->exchange.reset(); // its connection is closed or kept before anybody hears of it
    job->done(std::move(result));
    admit();
  }

  EventLoop& loop_;
  const ClientOptions options_;
  const std::map<std::string, text::Endpoint> host_map_;
  std::unique_ptr<Resolver> resolver_;
  std::unique_ptr<TlsContext> tls_;
  IdleConnections idle_;
  ExchangeTools tools_;

  std::mutex mutex_;
  std::deque<Submission> submitted_; ///< guarded by mutex_
  std::atomic<std::size_t> open_{0}; ///< submitted and not finished

  std::unordered_map<Ticket, std::unique_ptr<Job>> jobs_;
  std::unordered_map<std::string, Host> hosts_;
  std::set<Ticket> ready_; ///< first in line of a host that has a place
  Ticket last_ticket_ = 0;
  std::size_t in_flight_ = 0;
  bool admitting_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0); ///< posted tasks outlive us
};

HttpClient::HttpClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpClient::~HttpClient() = default;

Result<std::unique_ptr<HttpClient>> HttpClient::create(EventLoop& loop, ClientOptions options) {
  // OpenSSL writes to sockets without MSG_NOSIGNAL; a peer that hangs up must be an error, not a signal.
  std::signal(SIGPIPE, SIG_IGN);
  EKIBEN_TRY(auto host_map, parse_host_map(options.host_map));
  EKIBEN_TRY(auto resolver, Resolver::create(loop, options.dns_servers));
  EKIBEN_TRY(auto tls, TlsContext::create(options.ca_files));
  return std::unique_ptr<HttpClient>(
      new HttpClient(std::make_unique<Impl>(loop, std::move(options), std::move(host_map), std::move(resolver), std::move(tls))));
}

void HttpClient::send(ClientRequest request, Done done) { impl_->send(std::move(request), std::move(done)); }

} // namespace ekiben::net
