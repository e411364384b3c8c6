#include "pure/json/parse.h"

#include "pure/json/json.h"

#include <vector>

namespace ekiben::json {
namespace {

// Builds the tree from the parser's events and stops at the first limit that is passed. The parser keeps its own stack on the heap, this
// one too, so depth never costs call frames (federation B44).
class Builder {
public:
  Builder(Value& root, const Limits& limits) : root_(root), limits_(limits) {}

  bool null() { return put(Value(nullptr)); }
  bool boolean(bool value) { return put(Value(value)); }
  bool number_integer(Value::number_integer_t value) { return put(Value(value)); }
  bool number_unsigned(Value::number_unsigned_t value) { return put(Value(value)); }
  bool number_float(Value::number_float_t value, const std::string&) { return put(Value(value)); }
  bool string(std::string& value) { return put(Value(std::move(value))); }
  bool binary(Value::binary_t&) { return stop("it holds binary data"); }
  bool start_object(std::size_t) { return open(Value::object()); }
  bool start_array(std::size_t) { return open(Value::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& key) {
    auto& object = *open_.back();
    // operator[] finds the earlier value of a key that comes twice: the last one wins (B15).
    slot_ = &object[key];
    *slot_ = nullptr;
    return object.size() <= limits_.max_keys ? true : stop("an object has too many keys");
  }

  bool parse_error(std::size_t position, const std::string&, const Value::exception&) {
    why_ = "not JSON at byte " + std::to_string(position);
    return false;
  }

  const std::string& why() const { return why_; }

private:
  bool stop(const char* why) {
    why_ = why;
    return false;
  }

  Value* place(Value&& value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    auto& parent = *open_.back();
    if (parent.is_object()) {
      *slot_ = std::move(value);
      return slot_;
    }
    if (parent.size() >= limits_.max_elements) {
      return nullptr;
    }
    // Moving an array's elements when it grows is safe: only the last one can be open, and it opens after this.
    parent.push_back(std::move(value));
    return &parent.back();
  }

  bool put(Value&& value) {
    if (++count_ > limits_.max_values) {
      return stop("it has too many values");
    }
    return place(std::move(value)) != nullptr ? true : stop("an array is too long");
  }

  bool open(Value&& value) {
    if (open_.size() >= limits_.max_depth) {
      return stop("it is nested too deep");
    }
    if (++count_ > limits_.max_values) {
      return stop("it has too many values");
    }
    Value* const where = place(std::move(value));
    if (where == nullptr) {
      return stop("an array is too long");
    }
    open_.push_back(where);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Value& root_;
  const Limits& limits_;
  std::vector<Value*> open_;
  Value* slot_ = nullptr;
  std::size_t count_ = 0;
  std::string why_;
};

} // namespace

Result<Value> parse(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, "the JSON document is too large");
  }
  Value root;
  Builder builder(root, limits);
  if (!Value::sax_parse(bytes.begin(), bytes.end(), &builder)) {
    return fail(ErrorKind::invalid, "unreadable JSON: " + builder.why());
  }
  return root;
}

} // namespace ekiben::json
