package dev.carillon.workflow;

import java.util.List;
import java.util.Optional;

/**
 * One task of a definition. What every task may say stands in its {@link Frame}; what it does, in
 * the record that it is. Immutable.
 *
 * @see <a href="https://github.com/serverlessworkflow/specification">Open Workflow Specification
 *     DSL 1.0.3</a>
 */
public sealed interface Task {
  /** Returns what every task may say. */
  Frame frame();

  /** Returns the key by which the language knows it, such as {@code set}. */
  String kind();

  /**
   * What every task may say around its work, in the order in which it is heeded.
   *
   * @param condition {@code if}: an expression; the task is skipped when it is not true
   * @param input {@code input.from}
   * @param output {@code output.as}
   * @param export {@code export.as}: the run's new context
   * @param then where the flow goes afterwards
   * @param timeout how long it may take, a template as in {@link WaitTask}
   * @param schemas what its data must fit
   */
  record Frame(
      Optional<Template> condition,
      Optional<Template> input,
      Optional<Template> output,
      Optional<Template> export,
      Directive then,
      Optional<Template> timeout,
      Schemas schemas) {
    /** A task that says nothing but what it does. */
    public static final Frame PLAIN = new Frame(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Directive.CONTINUE,
        Optional.empty(),
        Schemas.NONE);
  }

  /** Makes its output from a template. */
  record SetTask(Frame frame, Template value) implements Task {
    @Override
    public String kind() {
      return "set";
    }
  }

  /** Does its tasks one after the other; its output is the last one's. */
  record DoTask(Frame frame, TaskList tasks) implements Task {
    @Override
    public String kind() {
      return "do";
    }
  }

  /** Chooses where the flow goes: the first case that holds; its output is its input. */
  record SwitchTask(Frame frame, List<Case> cases) implements Task {
    /** Copies the cases. */
    public SwitchTask {
      cases = List.copyOf(cases);
    }

    @Override
    public String kind() {
      return "switch";
    }

    /**
     * One way to go.
     *
     * @param name told to people
     * @param when an expression; empty for the case that holds always
     * @param then where the flow goes
     */
    public record Case(String name, Optional<Template> when, Directive then) {}
  }

  /**
   * Does its tasks once for each item of a collection; each round's input is the round's before.
   *
   * @param each the variable that holds the item; {@code item} where the definition is silent
   * @param in an expression that yields an array
   * @param at the variable that holds the index, from 0; {@code index} where it is silent
   * @param whileTrue looked at before each round; the loop ends when it is not true
   * @param tasks what a round does
   */
  record ForTask(
      Frame frame,
      String each,
      Template in,
      String at,
      Optional<Template> whileTrue,
      TaskList tasks)
      implements Task {
    @Override
    public String kind() {
      return "for";
    }
  }

  /**
   * Waits without holding anything; its output is its input.
   *
   * @param duration ISO 8601 as text, an object of days, hours, minutes, seconds and milliseconds,
   *     or an expression that yields the one or the other
   */
  record WaitTask(Frame frame, Template duration) implements Task {
    @Override
    public String kind() {
      return "wait";
    }
  }

  /**
   * Sends an HTTP request.
   *
   * @param method such as {@code GET}; may be an expression
   * @param endpoint the URI, in which <code>{name}</code> is replaced by that member of the task's
   *     input; or an expression
   * @param authentication who it says that it is
   * @param headers an object of texts, or an expression that yields one
   * @param query likewise
   * @param body any value; a text is sent as it is, anything else as JSON
   * @param output what becomes the task's output
   * @param redirect whether an answer of 300 to 399 is followed to its end and counts as success
   */
  record CallHttp(
      Frame frame,
      Template method,
      Template endpoint,
      Optional<Authentication> authentication,
      Optional<Template> headers,
      Optional<Template> query,
      Optional<Template> body,
      HttpOutput output,
      boolean redirect)
      implements Task {
    @Override
    public String kind() {
      return "http";
    }
  }

  /** What of an HTTP answer becomes a task's output. */
  enum HttpOutput {
    /** The body in Base64. */
    RAW,
    /** The body: parsed if it is JSON, else as text. */
    CONTENT,
    /** The whole answer with its status and headers. */
    RESPONSE
  }

  /**
   * Calls a function written in Java.
   *
   * @param function its registered name
   * @param arguments {@code with}; an empty object where the definition is silent
   */
  record CallFunction(Frame frame, String function, Template arguments) implements Task {
    @Override
    public String kind() {
      return "function";
    }
  }

  /**
   * Calls a function of the definition's own: a task that stands in {@code use.functions}.
   *
   * @param function its name
   * @param arguments become that task's input; the calling task's input where it is silent
   */
  record CallDefined(Frame frame, String function, Optional<Template> arguments) implements Task {
    @Override
    public String kind() {
      return "call";
    }
  }

  /** Ends in an error. */
  record RaiseTask(Frame frame, ErrorTemplate error) implements Task {
    @Override
    public String kind() {
      return "raise";
    }
  }

  /**
   * Does its tasks and heeds their errors; its output is that of its tasks, or of its handler's.
   *
   * @param tasks what is tried
   * @param handler what is done about an error
   */
  record TryTask(Frame frame, TaskList tasks, Handler handler) implements Task {
    @Override
    public String kind() {
      return "try";
    }
  }

  /**
   * Does its branches at the same time.
   *
   * @param branches one task each, which gets the fork's input
   * @param compete whether the first branch that is done gives the output and the others are broken
   *     off; else the output is an array of all outputs, in the order of the branches
   */
  record ForkTask(Frame frame, TaskList branches, boolean compete) implements Task {
    @Override
    public String kind() {
      return "fork";
    }
  }

  /**
   * Lets another workflow run.
   *
   * @param namespace of that workflow
   * @param name of that workflow
   * @param version of that workflow; {@code latest} is its present one
   * @param input of its run; an empty object where the definition is silent
   * @param awaits whether its end is waited for
   * @param silent whether its output is dropped ({@code return: none})
   */
  record RunWorkflow(
      Frame frame,
      String namespace,
      WorkflowId name,
      String version,
      Template input,
      boolean awaits,
      boolean silent)
      implements Task {
    /** The present version of a workflow. */
    public static final String LATEST = "latest";

    @Override
    public String kind() {
      return "run";
    }
  }
}
