#include "system/net/event_loop.h"

#include "system/os/unique_fd.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <deque>
#include <map>
#include <mutex>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace ekiben::net {
namespace {

constexpr std::size_t kEventsAtOnce = 128;
/// A clock that tests turn stands still while epoll sleeps: never sleep longer than this when a timer waits.
constexpr std::chrono::milliseconds kLongestSleep{1'000};

} // namespace

class EventLoop::Impl {
public:
  explicit Impl(const Clock& clock)
      : clock_(clock), epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!epoll_ || !wake_) {
      throw std::runtime_error("no epoll or eventfd: the process may open no more files");
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wake_.get();
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event);
  }

  void post(Task task) {
    {
      const std::scoped_lock lock(mutex_);
      posted_.push_back(std::move(task));
    }
    wake();
  }

  TimerId call_at(SteadyTime when, Task task) {
    const TimerId id = ++last_timer_;
    const auto place = timers_.emplace(when, std::pair(id, std::move(task)));
    timer_places_.emplace(id, place);
    return id;
  }

  void cancel(TimerId timer) {
    const auto found = timer_places_.find(timer);
    if (found != timer_places_.end()) {
      timers_.erase(found->second);
      timer_places_.erase(found);
    }
  }

  void watch(int fd, std::uint32_t events, FdCallback callback) {
    const std::uint32_t generation = ++last_generation_;
    control(EPOLL_CTL_ADD, fd, events, generation);
    watched_[fd] = {generation, std::make_shared<FdCallback>(std::move(callback))};
  }

  void change(int fd, std::uint32_t events) {
    const auto found = watched_.find(fd);
    if (found != watched_.end()) {
      control(EPOLL_CTL_MOD, fd, events, found->second.generation);
    }
  }

  void unwatch(int fd) {
    if (watched_.erase(fd) != 0) {
      ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
    }
  }

  void run() {
    thread_ = std::this_thread::get_id();
    while (!stopped_) {
      std::array<epoll_event, kEventsAtOnce> events{};
      const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), sleep_milliseconds());
      if (count < 0 && errno != EINTR) {
        throw std::runtime_error("epoll_wait failed");
      }
      for (int i = 0; i < count && !stopped_; ++i) {
        dispatch(events[static_cast<std::size_t>(i)]);
      }
      run_timers();
      run_posted();
    }
    stopped_ = false;
    thread_ = std::thread::id();
  }

  void stop() {
    stopped_ = true;
    wake();
  }

  bool in_loop_thread() const { return thread_ == std::this_thread::get_id(); }
  const Clock& clock() const { return clock_; }

private:
  struct Watched {
    std::uint32_t generation = 0;
    std::shared_ptr<FdCallback> callback; ///< shared: it may unwatch itself while it runs
  };
  using Timers = std::multimap<SteadyTime, std::pair<TimerId, Task>>;

  void control(int operation, int fd, std::uint32_t events, std::uint32_t generation) {
    epoll_event event{};
    event.events = events;
    // The generation tells a late event of a closed descriptor from one of its successor with the same number.
    event.data.u64 = static_cast<std::uint64_t>(generation) << 32 | static_cast<std::uint32_t>(fd);
    if (::epoll_ctl(epoll_.get(), operation, fd, &event) != 0) {
      throw std::runtime_error("epoll_ctl failed");
    }
  }

  void wake() {
    const std::uint64_t one = 1;
    while (::write(wake_.get(), &one, sizeof one) < 0 && errno == EINTR) {
    }
  }

  void dispatch(const epoll_event& event) {
    const int fd = static_cast<int>(event.data.u64 & 0xFFFF'FFFF);
    if (fd == wake_.get()) {
      std::uint64_t ignored = 0;
      while (::read(wake_.get(), &ignored, sizeof ignored) < 0 && errno == EINTR) {
      }
      return;
    }
    const auto found = watched_.find(fd);
    if (found == watched_.end() || found->second.generation != event.data.u64 >> 32) {
      return;
    }
    const std::shared_ptr<FdCallback> callback = found->second.callback;
    (*callback)(event.events);
  }

  int sleep_milliseconds() {
    {
      const std::scoped_lock lock(mutex_);
      if (!posted_.empty() || stopped_) {
        return 0;
      }
    }
    if (timers_.empty()) {
      return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(timers_.begin()->first - clock_.steady_now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kLongestSleep).count());
  }

  void run_timers() {
    // Only those due when we began: a timer that sets itself again for "now" must not keep the loop from its sockets.
    const SteadyTime now = clock_.steady_now();
    const TimerId newest = last_timer_;
    while (!stopped_ && !timers_.empty() && timers_.begin()->first <= now && timers_.begin()->second.first <= newest) {
      Task task = std::move(timers_.begin()->second.second);
      timer_places_.erase(timers_.begin()->second.first);
      timers_.erase(timers_.begin());
      task();
    }
  }

  void run_posted() {
    std::deque<Task> now;
    {
      const std::scoped_lock lock(mutex_);
      now.swap(posted_);
    }
    while (!now.empty() && !stopped_) {
      Task task = std::move(now.front());
      now.pop_front();
      task();
    }
    if (!now.empty()) { // stopped in between: they keep their place for another run()
      const std::scoped_lock lock(mutex_);
      posted_.insert(posted_.begin(), std::make_move_iterator(now.begin()), std::make_move_iterator(now.end()));
    }
  }

  const Clock& clock_;
  os::UniqueFd epoll_;
  os::UniqueFd wake_;
  std::mutex mutex_;
  std::deque<Task> posted_; ///< guarded by mutex_
  Timers timers_;
  std::unordered_map<TimerId, Timers::iterator> timer_places_;
  TimerId last_timer_ = 0;
  std::unordered_map<int, Watched> watched_;
  std::uint32_t last_generation_ = 0;
  std::atomic<bool> stopped_{false};
  std::atomic<std::thread::id> thread_;
};

EventLoop::EventLoop(const Clock& clock) : impl_(std::make_unique<Impl>(clock)) {}
EventLoop::~EventLoop() = default;
void EventLoop::post(Task task) { impl_->post(std::move(task)); }
EventLoop::TimerId EventLoop::call_at(SteadyTime when, Task task) { return impl_->call_at(when, std::move(task)); }
void EventLoop::cancel(TimerId timer) { impl_->cancel(timer); }
void EventLoop::watch(int fd, std::uint32_t epoll_events, FdCallback callback) { impl_->watch(fd, epoll_events, std::move(callback)); }
void EventLoop::change(int fd, std::uint32_t epoll_events) { impl_->change(fd, epoll_events); }
void EventLoop::unwatch(int fd) { impl_->unwatch(fd); }
void EventLoop::run() { impl_->run(); }
void EventLoop::stop() { impl_->stop(); }
bool EventLoop::in_loop_thread() const { return impl_->in_loop_thread(); }
const Clock& EventLoop::clock() const { return impl_->clock(); }

} // namespace ekiben::net
