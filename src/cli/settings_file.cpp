#include "cli/settings_file.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "core/base/file.hpp"
#include "core/base/utf8.hpp"

namespace bazc::cli {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 20;

bool is_digit(char each) {
  return each >= '0' && each <= '9';
}

bool is_bare(char each) {
  return is_digit(each) || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
         each == '_' || each == '-';
}

/// An integer or a float of TOML, without the underscores that may stand between digits.
std::optional<std::string> number_text(std::string_view token) {
  std::string plain;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '_') {
      plain.push_back(token[i]);
    } else if (i == 0 || i + 1 == token.size() || !is_digit(token[i - 1]) ||
               !is_digit(token[i + 1])) {
      return std::nullopt;
    }
  }
  double number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number,
                                            std::chars_format::general);
  const bool whole = error == std::errc{} && end == plain.data() + plain.size();
  return whole && (is_digit(plain.front()) || plain.front() == '-') ? std::optional(plain)
                                                                    : std::nullopt;
}

class Parser {
 public:
  Parser(std::string_view text, std::string name) : text_(text) { file_.name = std::move(name); }

  Result<SettingsFile> parse() {
    if (const auto invalid = utf8::find_invalid(text_)) {
      line_ += static_cast<std::size_t>(
          std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n'));
      return error("invalid UTF-8");
    }
    if (text_.starts_with("\xEF\xBB\xBF")) {
      text_.remove_prefix(3);
    }
    while (skip_blank_lines(), !at_end()) {
      auto parsed = peek() == '[' ? parse_section() : parse_setting();
      if (!parsed) {
        return fail(std::move(parsed).error());
      }
      if (auto ended = expect_line_end(); !ended) {
        return fail(std::move(ended).error());
      }
    }
    return std::move(file_);
  }

 private:
  [[nodiscard]] bool at_end() const { return position_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\n' : text_[position_]; }

  [[nodiscard]] tl::unexpected<Error> error(std::string_view what) const {
    return fail(ErrorKind::usage, fmt::format("{}:{}: {}", file_.name, line_, what));
  }

  void advance() {
    if (text_[position_] == '\n') {
      ++line_;
    }
    ++position_;
  }

  void skip_spaces() {
    while (!at_end() && (peek() == ' ' || peek() == '\t')) {
      ++position_;
    }
  }

  void skip_comment() {
    if (peek() == '#') {
      position_ = std::min(text_.find('\n', position_), text_.size());
    }
  }

  void skip_blank_lines() {
    while (!at_end()) {
      skip_spaces();
      skip_comment();
      if (at_end() || (peek() != '\n' && peek() != '\r')) {
        return;
      }
      advance();
    }
  }

  Result<void> expect_line_end() {
    skip_spaces();
    skip_comment();
    if (!at_end() && peek() == '\r') {
      ++position_;
    }
    if (!at_end() && peek() != '\n') {
      return error(fmt::format("unexpected '{}' after a value", rest_of_line()));
    }
    return {};
  }

  [[nodiscard]] std::string_view rest_of_line() const {
    const std::string_view rest = text_.substr(position_);
    return rest.substr(0, rest.find_first_of("\r\n"));
  }

  Result<std::string> parse_key() {
    if (peek() == '"' || peek() == '\'') {
      return parse_string();
    }
    const std::size_t start = position_;
    while (!at_end() && is_bare(peek())) {
      ++position_;
    }
    if (position_ == start) {
      return error(fmt::format("expected a key, found '{}'", rest_of_line()));
    }
    return std::string(text_.substr(start, position_ - start));
  }

  Result<void> parse_section() {
    const std::size_t line = line_;
    ++position_;
    if (peek() == '[') {
      return error("arrays of tables are not supported here");
    }
    skip_spaces();
    auto name = parse_key();
    if (!name) {
      return fail(std::move(name).error());
    }
    skip_spaces();
    if (peek() != ']') {
      return error(fmt::format("expected ']' after the section name '{}'", *name));
    }
    ++position_;
    for (const SettingsFile::Section& section : file_.sections) {
      if (section.name == *name) {
        return error(fmt::format("section [{}] stands already on line {}", *name, section.line));
      }
    }
    section_ = *name;
    file_.sections.push_back({*std::move(name), line});
    return {};
  }

  Result<void> parse_setting() {
    Setting setting;
    setting.line = line_;
    setting.section = section_;
    auto key = parse_key();
    if (!key) {
      return fail(std::move(key).error());
    }
    setting.key = *std::move(key);
    skip_spaces();
    if (peek() != '=') {
      return error(peek() == '.' ? fmt::format("dotted keys such as '{}.…' are not supported here",
                                               setting.key)
                                 : fmt::format("expected '=' after the key '{}'", setting.key));
    }
    ++position_;
    skip_spaces();
    for (const Setting& other : file_.settings) {
      if (other.section == setting.section && other.key == setting.key) {
        return error(fmt::format("key '{}' stands already on line {}", setting.key, other.line));
      }
    }
    auto parsed = parse_value(setting);
    if (!parsed) {
      return parsed;
    }
    file_.settings.push_back(std::move(setting));
    return {};
  }

  Result<void> parse_value(Setting& setting) {
    if (peek() == '[') {
      return parse_array(setting);
    }
    auto value = parse_scalar(setting.key);
    if (!value) {
      return fail(std::move(value).error());
    }
    setting.values.push_back(*std::move(value));
    return {};
  }

  Result<void> parse_array(Setting& setting) {
    setting.is_array = true;
    ++position_;
    for (;;) {
      skip_blank_lines();
      if (at_end()) {
        line_ = setting.line;
        return error(fmt::format("the array of key '{}' has no ']'", setting.key));
      }
      if (peek() == ']') {
        ++position_;
        return {};
      }
      auto value = parse_scalar(setting.key);
      if (!value) {
        return fail(std::move(value).error());
      }
      setting.values.push_back(*std::move(value));
      skip_blank_lines();
      if (!at_end() && peek() == ',') {
        ++position_;
      } else if (!at_end() && peek() != ']') {
        return error(fmt::format("expected ',' or ']' in the array of key '{}'", setting.key));
      }
    }
  }

  Result<std::string> parse_scalar(std::string_view key) {
    if (peek() == '"' || peek() == '\'') {
      return parse_string();
    }
    const std::size_t start = position_;
    while (!at_end() && std::string_view(" \t\r\n#,]").find(peek()) == std::string_view::npos) {
      ++position_;
    }
    const std::string_view token = text_.substr(start, position_ - start);
    if (token.empty()) {
      return error(fmt::format("key '{}' has no value", key));
    }
    if (token == "true" || token == "false") {
      return std::string(token);
    }
    if (auto number = number_text(token)) {
      return *std::move(number);
    }
    return error(
        fmt::format("the value {} of key '{}' must stand in quotes: \"{}\"", token, key, token));
  }

  /// A basic ("…", with escapes) or a literal ('…') string on one line.
  Result<std::string> parse_string() {
    const char quote = peek();
    if (text_.substr(position_, 3) == std::string(3, quote)) {
      return error("multi-line strings are not supported here");
    }
    ++position_;
    std::string value;
    for (;;) {
      const char each = peek();
      if (each == '\n') {
        return error("a string has no closing quote");
      }
      ++position_;
      if (each == quote) {
        return value;
      }
      if (static_cast<unsigned char>(each) < 0x20 && each != '\t') {
        return error("a control character stands in a string");
      }
      if (each != '\\' || quote == '\'') {
        value.push_back(each);
      } else if (auto escaped = parse_escape(value); !escaped) {
        return fail(std::move(escaped).error());
      }
    }
  }

  /// What follows a backslash.
  Result<void> parse_escape(std::string& value) {
    static constexpr std::string_view letters = "btnfr\"\\";
    static constexpr std::string_view meanings = "\b\t\n\f\r\"\\";
    const char letter = peek();
    if (const std::size_t found = letters.find(letter); found != std::string_view::npos) {
      value.push_back(meanings[found]);
      ++position_;
      return {};
    }
    if (letter == 'u' || letter == 'U') {
      const std::string_view digits = text_.substr(position_ + 1, letter == 'u' ? 4 : 8);
      std::uint32_t code = 0;
      const auto [end, failed] =
          std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
      const bool scalar = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
      if (digits.size() == (letter == 'u' ? 4U : 8U) && failed == std::errc{} &&
          end == digits.data() + digits.size() && scalar) {
        utf8::append(value, code);
        position_ += 1 + digits.size();
        return {};
      }
    }
    return error(fmt::format("unknown escape in a string: '\\{}'",
                             letter == '\n' ? std::string_view() : rest_of_line().substr(0, 1)));
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::string section_;
  SettingsFile file_;
};

}  // namespace

Result<SettingsFile> parse_settings(std::string_view text, std::string name) {
  return Parser(text, std::move(name)).parse();
}

Result<SettingsFile> read_settings(const std::filesystem::path& path) {
  auto text = read_file(path, largest_file);
  if (!text) {
    return fail(std::move(text).error());
  }
  if (text->size() > largest_file) {
    return fail(ErrorKind::usage,
                fmt::format("'{}' is larger than 1 MiB: is it a settings file?", path.string()));
  }
  return parse_settings(*text, path.string());
}

}  // namespace bazc::cli
