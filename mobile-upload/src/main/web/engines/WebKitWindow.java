import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * A bare WebKitGTK window for WebKitWebDriver, started by engines.mjs. Under automation MiniBrowser always keeps its data in
 * memory and is never narrower than its bar; this window keeps its data in a folder, as Safari does, unless none is given,
 * and is as narrow as a phone.
 *
 * <p>usage: java --enable-native-access=ALL-UNNAMED WebKitWindow.java [FOLDER]
 */
final class WebKitWindow {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Arena ARENA = Arena.global();
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final SymbolLookup LIBRARIES =
      SymbolLookup.libraryLookup("libwebkit2gtk-4.1.so.0", ARENA)
          .or(SymbolLookup.libraryLookup("libgtk-3.so.0", ARENA))
          .or(SymbolLookup.libraryLookup("libgobject-2.0.so.0", ARENA));

  private static MemorySegment context = NONE;

  private WebKitWindow() {}

  public static void main(String[] folder) {
    call("gtk_init", NONE, NONE);
    context =
        folder.length == 0
            ? made("webkit_web_context_new_ephemeral")
            : made("webkit_web_context_new_with_website_data_manager", keptIn(folder[0]));
    call("webkit_web_context_set_automation_allowed", context, 1);
    connect(context, "automation-started", "started", void.class, 3);
    call("gtk_main");
  }

  private static MemorySegment keptIn(String folder) {
    FunctionDescriptor type = FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    return (MemorySegment)
        invoke(
            "webkit_website_data_manager_new",
            type,
            1,
            text("base-data-directory"),
            text(folder + "/data"),
            text("base-cache-directory"),
            text(folder + "/cache"),
            NONE);
  }

  /** The driver has come: it is told who answers, and gets a window when it asks for one. */
  static void started(MemorySegment from, MemorySegment session, MemorySegment nothing) {
    MemorySegment info = made("webkit_application_info_new");
    call("webkit_application_info_set_name", info, text("WebKitWindow"));
    call("webkit_automation_session_set_application_info", session, info);
    connect(session, "create-web-view", "view", MemorySegment.class, 2);
  }

  static MemorySegment view(MemorySegment session, MemorySegment nothing) {
    long type = (long) invoke("webkit_web_view_get_type", FunctionDescriptor.of(JAVA_LONG), 0);
    MemorySegment view =
        (MemorySegment)
            invoke(
                "g_object_new",
                FunctionDescriptor.of(ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS),
                2,
                type,
                text("web-context"),
                context,
                text("is-controlled-by-automation"),
                1,
                NONE);
    MemorySegment window = made("gtk_window_new", 0);
    call("gtk_container_add", window, view);
    call("gtk_window_set_default_size", window, 390, 780);
    call("gtk_widget_show_all", window);
    return view;
  }

  /** Has a method of this class called at a signal of a GObject. */
  private static void connect(MemorySegment object, String signal, String method, Class<?> returned, int parameters) {
    Class<?>[] given = new Class<?>[parameters];
    Arrays.fill(given, MemorySegment.class);
    MemoryLayout[] addresses = new MemoryLayout[parameters];
    Arrays.fill(addresses, ADDRESS);
    MethodHandle target;
    try {
      target = MethodHandles.lookup().findStatic(WebKitWindow.class, method, MethodType.methodType(returned, given));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    FunctionDescriptor type =
        returned == void.class ? FunctionDescriptor.ofVoid(addresses) : FunctionDescriptor.of(ADDRESS, addresses);
    MemorySegment called = LINKER.upcallStub(target, type, ARENA);
    call("g_signal_connect_data", object, text(signal), called, NONE, NONE, 0);
  }

  /** Calls what returns nothing that is needed. */
  private static void call(String function, Object... given) {
    invoke(function, FunctionDescriptor.ofVoid(layouts(given)), 0, given);
  }

  /** Calls what returns an object. */
  private static MemorySegment made(String function, Object... given) {
    return (MemorySegment) invoke(function, FunctionDescriptor.of(ADDRESS, layouts(given)), 0, given);
  }

  private static MemoryLayout[] layouts(Object[] given) {
    return Arrays.stream(given)
        .map(one -> one instanceof MemorySegment ? ADDRESS : JAVA_INT)
        .toArray(MemoryLayout[]::new);
  }

  /** Calls a function; its arguments from {@code variadicFrom} on are variadic, none if that is 0. */
  private static Object invoke(String function, FunctionDescriptor type, int variadicFrom, Object... given) {
    Linker.Option[] options =
        variadicFrom == 0 ? new Linker.Option[0] : new Linker.Option[] {Linker.Option.firstVariadicArg(variadicFrom)};
    try {
      return LINKER.downcallHandle(LIBRARIES.findOrThrow(function), type, options).invokeWithArguments(given);
    } catch (Throwable e) {
      throw new IllegalStateException(function, e);
    }
  }

  private static MemorySegment text(String value) {
    return ARENA.allocateFrom(value);
  }
}
