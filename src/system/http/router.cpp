#include "system/http/router.h"

#include "pure/http/method.h"
#include "pure/text/ascii.h"

#include <algorithm>
#include <stdexcept>

namespace ekiben::http {

namespace {

/// More segments than any row has; a longer path matches {name*} at most.
constexpr std::size_t kMaxSegments = 32;

std::vector<std::string_view> split_path(std::string_view path) { return text::split(path.substr(1), '/', kMaxSegments); }

void append_method(std::string& allow, std::string_view method) {
  if (!allow.empty()) {
    allow += ", ";
  }
  allow += method;
}

} // namespace

bool Router::Segment::matches(std::string_view text) const {
  if (!has_name) {
    return text == prefix;
  }
  return text.size() > prefix.size() + suffix.size() && text.starts_with(prefix) && text.ends_with(suffix);
}

std::string_view Router::Segment::value(std::string_view text) const {
  return text.substr(prefix.size(), text.size() - prefix.size() - suffix.size());
}

int Router::Segment::rank() const {
  if (rest) {
    return 1000;
  }
  // A name with more text around it says more.
  return has_name ? 500 - static_cast<int>(std::min<std::size_t>(prefix.size() + suffix.size(), 400)) : 0;
}

Router::Segment Router::parse_segment(std::string_view text) {
  Segment segment;
  const auto open = text.find('{');
  if (open == std::string_view::npos) {
    segment.prefix = text;
    return segment;
  }
  const auto close = text.find('}', open);
  if (close == std::string_view::npos || close == open + 1 || text.find('{', close) != std::string_view::npos) {
    throw std::logic_error("a route's pattern has a malformed name");
  }
  segment.has_name = true;
  segment.prefix = text.substr(0, open);
  segment.suffix = text.substr(close + 1);
  segment.rest = text[close - 1] == '*';
  if (segment.rest && !segment.suffix.empty()) {
    throw std::logic_error("nothing may follow {name*}");
  }
  return segment;
}

Router::Pattern Router::parse_pattern(std::string_view text) {
  if (!text.starts_with('/')) {
    throw std::logic_error("a route's pattern starts with /");
  }
  Pattern pattern;
  for (const auto part : split_path(text)) {
    if (!pattern.empty() && pattern.back().rest) {
      throw std::logic_error("{name*} must be the last segment");
    }
    pattern.push_back(parse_segment(part));
  }
  return pattern;
}

void Router::add(Route route) {
  for (const auto& other : routes_) {
    if (other.method == route.method && other.pattern == route.pattern) {
      throw std::logic_error("route given twice: " + route.pattern);
    }
  }
  patterns_.push_back(parse_pattern(route.pattern));
  routes_.push_back(std::move(route));
  order_.push_back(routes_.size() - 1);
  std::ranges::stable_sort(order_, [this](std::size_t left, std::size_t right) {
    return std::ranges::lexicographical_compare(patterns_[left], patterns_[right], {}, &Segment::rank, &Segment::rank);
  });
}

bool Router::matches(const Pattern& pattern, std::string_view path, const std::vector<std::string_view>& segments) {
  const bool rest = pattern.back().rest;
  if (rest ? segments.size() < pattern.size() : segments.size() != pattern.size()) {
    return false;
  }
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (rest && i + 1 == pattern.size()) {
      const auto start = static_cast<std::size_t>(segments[i].data() - path.data());
      return pattern[i].matches(path.substr(start));
    }
    if (!pattern[i].matches(segments[i])) {
      return false;
    }
  }
  return true;
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match result;
  if (!path.starts_with('/')) {
    return result;
  }
  const auto wanted = method == Method::head ? Method::get : method;
  const auto segments = split_path(path);
  for (const auto index : order_) {
    const auto& pattern = patterns_[index];
    if (!matches(pattern, path, segments)) {
      continue;
    }
    const auto& route = routes_[index];
    if (route.method == wanted) {
      result.route = &route;
      for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i].has_name) {
          const auto start = static_cast<std::size_t>(segments[i].data() - path.data());
          result.values.emplace_back(pattern[i].value(pattern[i].rest ? path.substr(start) : segments[i]));
        }
      }
      return result;
    }
    result.path_exists = true;
    append_method(result.allow, format_method(route.method));
    if (route.method == Method::get) {
      append_method(result.allow, "HEAD");
    }
  }
  return result;
}

} // namespace ekiben::http
