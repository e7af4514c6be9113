import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;

/** Reads lines of {"id", "pattern", "event"}, and writes for each {"id", "matches"} or {"id", "refused"}. */
class MatchEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(answer(JSON.readTree(line)));
    }
  }

  private static ObjectNode answer(JsonNode question) throws Exception {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("id", question.get("id"));
    Machine machine = Machine.builder().build();
    try {
      machine.addRule("rule", question.get("pattern").toString());
    } catch (IOException refused) { // as EventBridge refuses a rule
      return answer.put("refused", refused.getMessage());
    }
    return answer.put("matches", !machine.rulesForJSONEvent(question.get("event").toString()).isEmpty());
  }
}
