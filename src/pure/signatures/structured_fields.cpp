#include "pure/signatures/structured_fields.h"

#include "pure/text/ascii.h"
#include "pure/text/base64.h"

#include <algorithm>

namespace ekiben::signatures::structured {
namespace {

bool is_key_start(char c) { return (c >= 'a' && c <= 'z') || c == '*'; }
bool is_key_character(char c) { return is_key_start(c) || text::is_digit(c) || c == '_' || c == '-' || c == '.'; }

// tchar, ':' and '/': RFC 9651 section 3.3.4.
bool is_token_character(char c) {
  return text::is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~:/").find(c) != std::string_view::npos;
}

auto malformed(const char* what) { return fail(ErrorKind::invalid, std::string("malformed structured field: ") + what); }

// RFC 9651 section 4.2, one method for each algorithm of the same name.
class Parser {
public:
  explicit Parser(std::string_view field) : rest_(field) {}

  Result<Dictionary> dictionary() {
    Dictionary out;
    skip_spaces();
    while (!rest_.empty()) {
      Member member;
      EKIBEN_TRY(member.key, key());
      if (std::ranges::any_of(out, [&](const Member& other) { return other.key == member.key; })) {
        return malformed("a key twice");
      }
      if (out.size() == kMaxMembers) {
        return malformed("too many members");
      }
      if (take('=')) {
        if (!rest_.empty() && rest_.front() == '(') {
          EKIBEN_TRY(member.value, inner_list());
        } else {
          EKIBEN_TRY(member.value, item());
        }
      } else {
        Item flag{BareItem(true), {}};
        EKIBEN_TRY(flag.parameters, parameters());
        member.value = std::move(flag);
      }
      out.push_back(std::move(member));
      skip_optional_whitespace();
      if (rest_.empty()) {
        break;
      }
      if (!take(',')) {
        return malformed("something behind a member");
      }
      skip_optional_whitespace();
      if (rest_.empty()) {
        return malformed("a comma at the end");
      }
    }
    return out;
  }

private:
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }
  bool skip_spaces() {
    const auto before = rest_.size();
    rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
    return rest_.size() != before;
  }
  void skip_optional_whitespace() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

  template <typename Predicate> std::string_view take_while(Predicate predicate) {
    std::size_t length = 0;
    while (length < rest_.size() && predicate(rest_[length])) {
      ++length;
    }
    const auto taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  Result<std::string> key() {
    if (rest_.empty() || !is_key_start(rest_.front())) {
      return malformed("no key");
    }
    return std::string(take_while(is_key_character));
  }

  Result<InnerList> inner_list() {
    InnerList list;
    take('(');
    while (true) {
      skip_spaces();
      if (take(')')) {
        EKIBEN_TRY(list.parameters, parameters());
        return list;
      }
      if (list.items.size() == kMaxItems) {
        return malformed("too many items");
      }
      EKIBEN_TRY(auto one, item());
      list.items.push_back(std::move(one));
      if (rest_.empty() || (rest_.front() != ' ' && rest_.front() != ')')) {
        return malformed("an inner list without end");
      }
    }
  }

  Result<Item> item() {
    Item out;
    EKIBEN_TRY(out.value, bare_item());
    EKIBEN_TRY(out.parameters, parameters());
    return out;
  }

  Result<Parameters> parameters() {
    Parameters out;
    while (take(';')) {
      skip_spaces();
      Parameter parameter;
      EKIBEN_TRY(parameter.key, key());
      if (has_parameter(out, parameter.key)) {
        return malformed("a parameter twice");
      }
      if (out.size() == kMaxParameters) {
        return malformed("too many parameters");
      }
      parameter.value = true;
      if (take('=')) {
        EKIBEN_TRY(parameter.value, bare_item());
      }
      out.push_back(std::move(parameter));
    }
    return out;
  }

  Result<BareItem> bare_item() {
    if (rest_.empty()) {
      return malformed("no value");
    }
    const char first = rest_.front();
    if (first == '-' || text::is_digit(first)) {
      return integer();
    }
    if (first == '"') {
      return string();
    }
    if (first == ':') {
      return bytes();
    }
    if (first == '?') {
      return boolean();
    }
    if (text::is_letter(first) || first == '*') {
      return BareItem(Token{std::string(take_while(is_token_character))});
    }
    return malformed("a value of no known type");
  }

  Result<BareItem> integer() {
    const bool negative = take('-');
    const auto digits = take_while(text::is_digit);
    if (digits.empty() || digits.size() > 15) {
      return malformed("no integer");
    }
    if (!rest_.empty() && rest_.front() == '.') {
      return malformed("a decimal");
    }
    std::int64_t value = 0;
    for (const char c : digits) {
      value = value * 10 + (c - '0');
    }
    return BareItem(negative ? -value : value);
  }

  Result<BareItem> string() {
    take('"');
    std::string out;
    while (!rest_.empty()) {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') {
        return BareItem(std::move(out));
      }
      if (c == '\\') {
        if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\\')) {
          return malformed("an escape that is none");
        }
        c = rest_.front();
        rest_.remove_prefix(1);
      } else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) {
        return malformed("a string outside of ASCII");
      }
      out += c;
    }
    return malformed("a string without end");
  }

  Result<BareItem> bytes() {
    take(':');
    const auto end = rest_.find(':');
    if (end == std::string_view::npos) {
      return malformed("a byte sequence without end");
    }
    auto decoded = text::base64_decode(rest_.substr(0, end));
    if (!decoded) {
      return malformed("no base64");
    }
    rest_.remove_prefix(end + 1);
    return BareItem(Bytes{*std::move(decoded)});
  }

  Result<BareItem> boolean() {
    take('?');
    if (take('1')) {
      return BareItem(true);
    }
    return take('0') ? Result<BareItem>(BareItem(false)) : malformed("no boolean");
  }

  std::string_view rest_;
};

// RFC 9651 section 4.1.3.1.
struct BareFormatter {
  std::string operator()(bool value) const { return value ? "?1" : "?0"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(const Token& token) const { return token.text; }
  std::string operator()(const Bytes& bytes) const { return ":" + text::base64_encode(bytes.bytes) + ":"; }
  std::string operator()(const std::string& string) const {
    std::string out = "\"";
    for (const char c : string) {
      if (c == '"' || c == '\\') {
        out += '\\';
      }
      out += c;
    }
    return out + "\"";
  }
};

// RFC 9651 section 4.1.1.2.
std::string format_parameters(const Parameters& parameters) {
  std::string out;
  for (const auto& [key, value] : parameters) {
    out.append(";").append(key);
    if (value != BareItem(true)) {
      out.append("=").append(std::visit(BareFormatter{}, value));
    }
  }
  return out;
}

} // namespace

const std::string* Member::bytes() const {
  const auto* item = std::get_if<Item>(&value);
  const auto* found = item != nullptr ? std::get_if<Bytes>(&item->value) : nullptr;
  return found != nullptr ? &found->bytes : nullptr;
}

Result<Dictionary> parse_dictionary(std::string_view field) {
  if (field.size() > kMaxFieldBytes) {
    return malformed("too long");
  }
  return Parser(field).dictionary();
}

std::string format_item(const Item& item) { return std::visit(BareFormatter{}, item.value) + format_parameters(item.parameters); }

std::string format_inner_list(const InnerList& list) {
  std::string out = "(";
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    out.append(i == 0 ? "" : " ").append(format_item(list.items[i]));
  }
  return out + ")" + format_parameters(list.parameters);
}

bool has_parameter(const Parameters& parameters, std::string_view key) {
  return std::ranges::any_of(parameters, [&](const Parameter& parameter) { return parameter.key == key; });
}

} // namespace ekiben::signatures::structured
