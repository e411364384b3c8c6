// ekiben: a fediverse server for one person. The command line's entry; each command has its file in app/commands.
#include "app/command.h"
#include "app/exit_codes.h"
#include "system/os/process.h"

#include <algorithm>
#include <cstdio>
#include <exception>

namespace ekiben::app {

void complain(std::string_view sentence) { std::fprintf(stderr, "ekiben: %.*s\n", static_cast<int>(sentence.size()), sentence.data()); }

void print(std::string_view text) { std::fprintf(stdout, "%.*s\n", static_cast<int>(text.size()), text.data()); }

namespace {

std::vector<Command> commands() { return {setup_command(), serve_command(), password_command(), check_command(), version_command()}; }

constexpr std::size_t kFlagColumn = 28;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 2), ' ');
  return text;
}

void print_overview() {
  print("ekiben: a fediverse server for one person: one binary, one directory.\n\nUsage: ekiben COMMAND --data DIR [flags]\n\nCommands:");
  for (const Command& command : commands()) {
    print("  " + padded(std::string(command.name), 12) + std::string(command.summary));
  }
  print("\n\"ekiben COMMAND --help\" explains a command. The quickest start is \"ekiben serve --data DIR\" on an empty directory:\n"
        "it prints the address of a page that asks the rest.");
}

void print_help(const Command& command) {
  print("Usage: ekiben " + std::string(command.name) + (command.flags.empty() ? "" : " [flags]") + "\n\n" + std::string(command.summary) +
        (command.flags.empty() ? "" : "\n"));
  for (const Flag& flag : command.flags) {
    const std::string typed = std::string(flag.name) + (flag.value_name.empty() ? "" : " " + std::string(flag.value_name));
    // A long flag has its line to itself.
    const std::string gap =
        typed.size() + 2 > kFlagColumn ? "\n" + std::string(kFlagColumn + 2, ' ') : std::string(kFlagColumn - typed.size(), ' ');
    print("  " + typed + gap + std::string(flag.help));
  }
  if (!command.details.empty()) {
    print("\n" + std::string(command.details));
  }
}

int run(const std::vector<std::string_view>& words) {
  if (words.empty()) {
    print_overview();
    return kExitUsage;
  }
  const std::string_view name = words.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_overview();
    return kExitOk;
  }
  if (name == "--version") {
    return version_command().run({});
  }
  const auto all = commands();
  const auto command = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
  if (command == all.end()) {
    std::vector<std::string_view> names;
    for (const Command& c : all) {
      names.push_back(c.name);
    }
    const std::string meant = closest(name, names);
    complain("\"" + std::string(name) + "\" is not a command" + (meant.empty() ? "" : "; did you mean \"" + meant + "\"?") +
             " \"ekiben --help\" lists them.");
    return kExitUsage;
  }
  const auto arguments = parse_arguments(command->name, command->flags, {words.begin() + 1, words.end()});
  if (!arguments) {
    complain(arguments.error().message + (arguments.error().message.ends_with('?') ? "" : ".") + " \"ekiben " + std::string(name) +
             " --help\" lists its flags.");
    return kExitUsage;
  }
  if (arguments->has("--help")) {
    print_help(*command);
    return kExitOk;
  }
  return command->run(*arguments);
}

} // namespace
} // namespace ekiben::app

int main(int count, char** words) {
  ekiben::os::limit_malloc_arenas();
  try {
    return ekiben::app::run({words + 1, words + std::max(count, 1)});
  } catch (const std::exception& broken) {
    ekiben::app::complain(std::string("stopped by an error that should not happen: ") + broken.what());
    return ekiben::app::kExitFailure;
  }
}
